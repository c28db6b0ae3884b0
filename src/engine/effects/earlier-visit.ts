import type { EarlierVisit } from "../../runners/contract/stage-run-request.ts";
import type { Run, Visit } from "../../state/run.ts";
import { runDirectory } from "../../workspace/layout.ts";
import { attemptDirectory } from "./attempt-directory.ts";

/** What a stage is told of an earlier visit. The evidence of a run is that of its last verdict, so only `isLast` can name the checks that refuted it. */
export function earlierVisit(
  run: Run,
  { visit, stage, tries, claimed, effective, failure, summary }: Visit,
  isLast: boolean,
): EarlierVisit {
  const failed = isLast && failure === "check_refuted" ? run.evidence.filter(({ passed }) => !passed) : [];
  const refutedBy = failed.map(({ check, exit, output }) => ({ check, exit, output: `${runDirectory(run.id)}/${output}` }));
  return {
    stage,
    terminal: effective,
    summary,
    visit,
    claimed,
    failure,
    directory: attemptDirectory(run.id, `${run.id}.${visit}.${tries}`),
    ...(refutedBy.length === 0 ? {} : { refutedBy }),
  };
}
