import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** Throws `run.unknown`, with the run that was probably meant, when the log knows no run of that id. */
export function requireRun(view: WorkspaceView, run: string): void {
  if (view.head.runs.has(run)) return;
  const finished = view.finishedRuns().map(({ id }) => id);
  if (!finished.includes(run)) throw new MillraceError("run.unknown", { run, near: nearest(run, [...finished, ...view.head.runs.keys()]) });
}
