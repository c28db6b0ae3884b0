import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Tree } from "../../kernel/ports/trees.ts";
import type { AttemptRecord, RunRecord } from "../history/run-record.ts";

/** A part of a run, and the trees before and after it. */
export interface Span {
  kind: "run" | "visit" | "attempt";
  id: string;
  before: Tree;
  after: Tree;
  /** The attempts in it that left a tree, each with its own. */
  attempts: { id: string; before: Tree; after: Tree }[];
}

/** The trees before and after a run, or one of its visits or attempts. Throws `run.no-tree` and `cli.not-known`. */
export function spanOf(record: RunRecord, asked: { visit?: number | undefined; attempt?: string | undefined }): Span {
  const run = record.started.run ?? "";
  const { kind, id, attempts, before } = part(record, run, asked);
  const what = kind === "attempt" ? `attempt "${id}"` : kind === "visit" ? `visit ${id} of run "${run}"` : `run "${run}"`;
  const whole = attempts.flatMap((attempt) => treesOf(attempt) ?? []);
  const [first, last] = [whole[0], whole.at(-1)];
  const start = before ?? first?.before;
  if (!start || !last) {
    const problem = attempts.length === 0 ? "it has had no attempt" : "none of its attempts has left a tree";
    throw new MillraceError("run.no-tree", { run, what, problem });
  }
  return { kind, id, before: start, after: last.after, attempts: whole };
}

function part(
  record: RunRecord,
  run: string,
  { visit, attempt }: { visit?: number | undefined; attempt?: string | undefined },
): { kind: Span["kind"]; id: string; attempts: AttemptRecord[]; before: Tree | null } {
  const all = record.visits.flatMap(({ attempts }) => attempts);
  if (attempt !== undefined) {
    const id = attempt.startsWith(`${run}.`) ? attempt : `${run}.${attempt}`;
    const found = all.filter((one) => one.id === id);
    if (found.length === 0) throw notKnown("attempt", attempt, run);
    return { kind: "attempt", id, attempts: found, before: null };
  }
  if (visit === undefined) return { kind: "run", id: run, attempts: all, before: record.tree };
  const found = record.visits.find((one) => one.visit === visit);
  if (!found) throw notKnown("visit", String(visit), run);
  return { kind: "visit", id: String(visit), attempts: found.attempts, before: null };
}

function treesOf({ id, treeBefore, ended }: AttemptRecord): { id: string; before: Tree; after: Tree } | null {
  return treeBefore && ended?.tree ? { id, before: treeBefore, after: ended.tree } : null;
}

function notKnown(what: string, value: string, run: string): MillraceError {
  return new MillraceError("cli.not-known", { what: `${what} of run "${run}"`, value, look: `millrace runs show ${run}` });
}
