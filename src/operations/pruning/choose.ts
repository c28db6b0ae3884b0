import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { World } from "../../kernel/world.ts";
import { isLive } from "../../state/item-phase.ts";
import type { FinishedRun } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import type { Cut } from "./cut-of.ts";
import type { Survey, SurveyedSegment } from "./survey.ts";

/** A file of the workspace, relative to `millrace-agents/`. */
export interface ChosenFile {
  path: string;
  bytes: number;
}

/** What may go. Blobs come later: which of them only old events name is read from the segments. */
export interface Choice {
  /** Sealed segments without a gap from the first on. */
  segments: SurveyedSegment[];
  runs: { run: FinishedRun; files: ChosenFile[] }[];
  receipts: ChosenFile[];
  /** What is old, or might be thought so, and stays: in words, with the reason. */
  kept: { what: string; why: string }[];
}

/** The answers to commands are remembered for 30 days, and whoever waits for one looks for it in the mailbox. */
const RECEIPT_MILLIS = 30 * 86_400_000;

export function choose(world: World, root: string, survey: Survey, cut: Cut): Choice {
  const { state } = survey.workspace;
  const kept: Choice["kept"] = [];
  const segments = oldSegments(survey, cut, kept);
  const through = segments.at(-1)?.last ?? survey.start.seq;
  const agents = join(root, relativeLayout.agents);
  const isOld = (run: FinishedRun): boolean => (cut.by === "time" ? run.startedTime + run.millis < cut.before : run.finishedAt <= through);
  const needed = neededRuns(state);
  const runs: Choice["runs"] = [];
  for (const run of state.finishedRuns.values()) {
    if (!isOld(run)) continue;
    const files = filesBelow(world.fs, agents, `runs/${run.id}`);
    if (files.length === 0) continue;
    const item = needed.get(run.id);
    if (item === undefined) runs.push({ run, files });
    else kept.push({ what: `runs/${run.id}`, why: `item ${item} is not finished, and this was its last run` });
  }
  const now = world.clock.wall();
  const before = Math.min(now - RECEIPT_MILLIS, cut.by === "time" ? cut.before : now);
  return { segments, runs, receipts: oldReceipts(world.fs, root, before), kept };
}

function oldSegments({ segments, workspace }: Survey, cut: Cut, kept: Choice["kept"]): SurveyedSegment[] {
  const sealed = segments.slice(0, -1);
  const wanted =
    cut.by === "segments" ? sealed.slice(0, Math.max(0, segments.length - Math.max(1, cut.keep))) : sealed.filter(isBefore(cut.before));
  const oldest = [...workspace.state.runs.values()].sort((a, b) => a.startedAt - b.startedAt)[0];
  const chosen: SurveyedSegment[] = [];
  for (const segment of sealed) {
    if (!wanted.includes(segment)) break;
    if (oldest && oldest.startedAt <= segment.last) {
      kept.push({ what: `log from event ${segment.first} on`, why: `run ${oldest.id} is live and began at event ${oldest.startedAt}` });
      break;
    }
    chosen.push(segment);
  }
  const current = segments.at(-1);
  if (current) kept.push({ what: `log from event ${current.first} on`, why: "this segment is being written" });
  return chosen;
}

function isBefore(time: number): (segment: SurveyedSegment) => boolean {
  return ({ to }) => Date.parse(to) < time;
}

/** The last run of an item that may be worked on again: its artifacts are what a person looks at first. */
function neededRuns(state: State): Map<string, string> {
  const needed = new Map<string, string>();
  for (const item of state.items.values()) if (isLive(item.phase) && item.lastRun !== null) needed.set(item.lastRun, item.id);
  return needed;
}

function oldReceipts(fs: Fs, root: string, before: number): ChosenFile[] {
  const home = layoutOf(root).mailboxProcessed;
  return fs.list(home).flatMap((name) => {
    const issued = /^(\d{15})-.+\.json$/.exec(name)?.[1];
    const facts = issued !== undefined && Number(issued) < before ? fs.facts(join(home, name)) : null;
    return facts?.kind === "file" ? [{ path: `mailbox/processed/${name}`, bytes: facts.size }] : [];
  });
}

/** Regular files below a directory; what else lies there stays. */
export function filesBelow(fs: Fs, agents: string, path: string): ChosenFile[] {
  return fs
    .list(join(agents, path))
    .sort()
    .flatMap((name) => {
      const one = `${path}/${name}`;
      const facts = fs.facts(join(agents, one));
      if (facts?.kind === "directory") return filesBelow(fs, agents, one);
      return facts?.kind === "file" ? [{ path: one, bytes: facts.size }] : [];
    });
}
