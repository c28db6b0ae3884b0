import { join } from "node:path";
import type { RunRef } from "../../delivery/git/run-refs.ts";
import { openRunRefs, type RunRefs } from "../../delivery/open-run-refs.ts";
import { readWorkspace } from "../../engine/read-workspace.ts";
import type { World } from "../../kernel/world.ts";
import { encodeCheckpoint } from "../../state/checkpoint.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { type Choice, choose } from "./choose.ts";
import type { Cut } from "./cut-of.ts";
import { documentsAt } from "./documents-at.ts";
import { type OldBlob, oldBlobs } from "./old-blobs.ts";
import { type Survey, surveyLog } from "./survey.ts";

/** What a prune would move, all of it read, nothing changed yet. */
export interface PrunePlan {
  survey: Survey;
  choice: Choice;
  blobs: OldBlob[];
  refs: RunRef[];
  gitRefs: RunRefs | null;
  /** JSON texts of the checkpoint and of the documents; null where no segment goes. */
  checkpoint: string | null;
  documents: string | null;
}

/** Reads the log twice: once for what is old, once more for the state where it is to be cut. */
export async function planPrune(world: World, root: string, cut: Cut): Promise<PrunePlan> {
  const survey = surveyLog(world, root);
  const choice = choose(world, root, survey, cut);
  const layout = layoutOf(root);
  const last = choice.segments.at(-1);
  const checkpoint = last ? JSON.stringify(encodeCheckpoint(readWorkspace(world, root, { to: last.last }).state, last.hash)) : null;
  const documents = last ? documentsAt(world, root, last.last) : null;
  const rest = survey.segments.slice(choice.segments.length);
  const blobs = oldBlobs(world.fs, layout.log, choice.segments, rest, `${checkpoint}${documents}`);
  const namespace = survey.workspace.state.workspace?.id ?? "";
  const gitRefs = await openRunRefs(root, join(layout.state, "trees"), namespace);
  const runs = choice.runs.map(({ run }) => run.id);
  const landed = runs.filter((run) => survey.landed.has(run));
  const refs = (await gitRefs?.list(landed)) ?? [];
  const unlanded = (await gitRefs?.list(runs.filter((run) => !survey.landed.has(run)))) ?? [];
  if (unlanded.length > 0) {
    choice.kept.push({
      what: `${unlanded.length} git refs`,
      why: "their runs' work did not land in the branch; runs salvage takes it out",
    });
  }
  return { survey, choice, blobs, refs, gitRefs, checkpoint, documents };
}
