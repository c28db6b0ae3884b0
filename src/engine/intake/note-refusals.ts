import { dirname } from "node:path";
import type { Refusal } from "../../state/state.ts";
import type { DocumentsReport } from "../../workspace/documents/report.ts";
import type { IntakeDesk } from "./desk.ts";

/** The most that is kept of a reason: it may be anybody's text by now. */
const REASON_CHARACTERS = 1000;

/**
 * Brings the log's list of files that need a person up to what this look saw: what is new is recorded once, and what is gone
 * from a directory that was looked at is cleared.
 */
export function noteRefusals(desk: IntakeDesk, report: DocumentsReport): void {
  const { world, owned, documents, found, onNote } = desk;
  const { refusals } = owned.store.state;
  for (const { path, kind, item } of report.aside) {
    const known = refusals.get(path);
    if (known) found.set(path, known);
    else if (!found.has(path)) found.set(path, { path, kind, item, ...reasonOf(documents.reasonOf(path)) });
  }
  for (const problem of report.problems) found.set(problem.path, problem);
  const scanned = new Set(report.scanned);
  const gone = [...refusals.values()].filter(({ path }) => !found.has(path) && (scanned.has(dirname(path)) || scanned.has(path)));
  const refused = [...found.values()].map(({ path, kind, item, problem, fix }) => ({ path, kind, item, problem, fix }));
  if (refused.length === 0 && gone.length === 0) return;
  const cleared = gone.map(({ path }) => ({ path, reason: "it is gone" }));
  const answer = owned.store.apply({ type: "noteIntake", refused, cleared, id: world.ids.fresh(), actor: "runtime" });
  for (const event of answer.status === "applied" ? answer.events : []) {
    if (event.type === "intake.refused") {
      const { kind, problem, fix } = event.data;
      onNote(`${event.subject} ${kind === "conflict" ? "was set aside" : "cannot be taken in"}: ${problem}. ${fix}`);
    }
    if (event.type === "intake.cleared") documents.removeReason(event.subject);
  }
}

/** By what lies beside the file: it was set aside by an owner that did not live to tell, or while an item was projected. */
function reasonOf(text: string | null): Pick<Refusal, "problem" | "fix"> {
  const [problem = "", ...rest] = (text ?? "").slice(0, REASON_CHARACTERS).trim().split("\n");
  return { problem: problem || "It was set aside", fix: rest.join(" ") || "Use it or remove it" };
}
