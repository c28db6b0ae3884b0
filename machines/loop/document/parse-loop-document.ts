import { checkDefinition } from "../check/check-definition.ts";
import type { LoopDefinition } from "../definition.ts";
import { assembleLoop } from "../freeze-loop.ts";
import type { LoopProblem, LoopProblemCode } from "../problem.ts";
import { proveLoop } from "../proof/prove-loop.ts";
import { readDocument } from "./read-document.ts";
import { isNowhere, repairTargets } from "./repair-targets.ts";
import { Report } from "./report.ts";

export type ParsedLoop =
  | { readonly ok: true; readonly definition: LoopDefinition }
  | { readonly ok: false; readonly problems: readonly LoopProblem[] };

/**
 * Reads a loop document that an operator wrote, already parsed from TOML or JSON, and proves that it ends with its
 * default limits. All problems come back at once, their paths preceded by `where`, e.g. the file's name.
 *
 * ```toml
 * id = "execution.review"                    # begins with the plane
 * entries = { task = "writer" }              # kind of work = first stage
 * limits = { rewrites = 2 }                  # defaults; a mode may override them
 *
 * [stages.writer]
 * on = { WRITER_COMPLETE = "reviewer", BLOCKED = "blocked" }
 *
 * [stages.reviewer]
 * verifies = true                            # the runtime runs the checks here …
 * passes = ["REVIEW_PASS"]                   # … after one of these, …
 * refutes_to = "FIX_NEEDED"                  # … and this is what a refuted one becomes
 * [stages.reviewer.on]
 * REVIEW_PASS = "done"
 * FIX_NEEDED = [{ when = "counterBelow rewrites", count = "rewrites", to = "writer" }, { to = "blocked" }]
 * BLOCKED = "blocked"
 *
 * [finals]
 * done = "done"                              # what becomes of the item: done, blocked or handoff
 * blocked = { item = "blocked", reason = "review_failed" }
 * ```
 *
 * `[choices]` holds states that are left at once: `recovering = [{ when = …, to = … }, { to = … }]`. A branch may also
 * `remember = true` its stage, so that a later `when = "remembered writer"` leads back to it, `forget` it, or `reset` a
 * counter. `terminals` lists the legal terminals where they should be more than those handled, and `classes` says what
 * a terminal means where its name does not.
 */
export function parseLoopDocument(value: unknown, where: string): ParsedLoop {
  const report = new Report();
  const document = report.table("document", value, "Write a table with id, entries, limits, stages, choices and finals.");
  if (!document) return refuse(where, report.problems);
  const definition = readDocument(report, document);
  const unreadable = report.problems.some((problem) => problem.path.includes("].when"));
  const checked = checkDefinition(definition).filter((problem) => !unreadable || !consequent.has(problem.code));
  const seen = [...report.problems, ...checked];
  const problems = [...seen, ...prove(definition, seen)];
  return problems.length === 0 ? { ok: true, definition } : refuse(where, problems);
}

/** What follows from a condition that could not be read: its branch seems to be taken always, its counter unlimited. */
const consequent: ReadonlySet<LoopProblemCode> = new Set<LoopProblemCode>(["loop.dead-branch", "loop.unknown-limit"]);

/** Faults that leave a loop readable enough to search it for more. */
const searchable: ReadonlySet<LoopProblemCode> = new Set<LoopProblemCode>([
  "loop.bad-id",
  "loop.bad-verdict",
  "loop.dead-branch",
  "loop.illegal-handler",
  "loop.no-final",
  "loop.plane-mismatch",
  "loop.unhandled-terminal",
  "loop.unknown-key",
  "loop.unknown-limit",
  "loop.unknown-target",
]);

function prove(definition: LoopDefinition, seen: readonly LoopProblem[]): LoopProblem[] {
  if (!seen.every((problem) => searchable.has(problem.code))) return [];
  const found = proveLoop(assembleLoop(repairTargets(definition), {})).problems;
  const known = new Set(seen.map(identity));
  return found.filter((problem) => !isNowhere(problem.stage) && !known.has(identity(problem)));
}

function identity({ code, stage, terminal }: LoopProblem): string {
  return `${code} ${stage} ${terminal}`;
}

function refuse(where: string, problems: readonly LoopProblem[]): ParsedLoop {
  return { ok: false, problems: problems.map((problem) => ({ ...problem, path: `${where}: ${problem.path}` })) };
}
