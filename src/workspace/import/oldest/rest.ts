import { isObject } from "../../../events/is-object.ts";
import { leaveStrangers, type Stranger } from "../leave-strangers.ts";
import { countIn, textIn } from "../text-values.ts";
import type { TreeReader } from "../tree-reader.ts";

const FAMILIES: Readonly<Record<string, string>> = {
  prompts: "Prompts that speak that version's contract; this version has its own",
  roles: "Roles of that version's prompts",
  skills: "Skills of that version; name those that you wrote under [stages.<stage>] skills",
  options: "Settings as markdown, read only where millrace.toml was missing; set them in millrace.toml",
  registry: "Loops and modes are made otherwise here: millrace loops, millrace modes",
  "ideas/audit/incoming": "Audit tickets have no counterpart; evidence is checked at every verdict",
  "ideas/audit/working": "Audit tickets have no counterpart; evidence is checked at every verdict",
  "ideas/audit/passed": "Audit tickets have no counterpart; evidence is checked at every verdict",
  "ideas/audit/failed": "Audit tickets have no counterpart; evidence is checked at every verdict",
  "specs/stable/golden": "Copies of specs",
  "specs/stable/phase": "Copies of specs",
  "specs/decisions": "Answers that were given; they were never part of a spec's text",
  diagnostics: "Bundles of evidence, which stay where they are",
  historylog: "That version's history, which stays where it is",
  "engine_events.log": "That version's events are no record of its state, and stay where they are",
  ".runtime/commands/failed": "Commands that had failed there",
  ".runtime/research_recovery_latch.json": "A recovery had frozen the backlog; its cards are blocked here, each with the reason",
  STOP_AUTONOMY: "A stop mark of that version",
  AUTONOMY_COMPLETE: "A stop mark of that version",
};

/** What else may lie in the tree. */
const STRANGERS: readonly Stranger[] = [
  [/^(status|research_status|size_status)\.md$|^\.runtime\/state\.json$|^research_state\.json$|^quickfix\.md$/, null],
  [/^tasks(backlog|archive|backburner|blocker|pending)?\.md$|^\.locks$|^\.tmp$/, null],
  [/^specs\/questions\//, "A question that was answered"],
  [/^\.research_runtime/, "Checkpoints of research; work that was under way is begun anew"],
  [/^\.runtime\/commands\/processed$/, "Receipts of commands that were carried out there"],
  [/^\.runtime\/commands\//, "What a command left behind that was never whole"],
  [/^\.runtime\/usage_state\.json$/, "There is no such policy here; limits.attempts_per_day bounds a day"],
  [/^task_provenance\.json$/, "Where the cards came from; each says it itself"],
  [/^staging_manifest\.yml$/, "millrace publish sync reads it where it lies"],
  [/^(_[\w-]+|status_contract|outline)\.md$|^reference$/, "Prompts that speak that version's contract; this version has its own"],
  [
    /^(objective|audit|reports|policies)$|^(audit_history\.md|audit_summary\.json|gaps\.md)$/,
    "Audits and gates of that version; evidence is checked at every verdict",
  ],
  [/^specs\//, "Registers of specs, which are made from the specs themselves"],
  [/^historylog\.md$/, "That version's history, which stays where it is"],
  [/^(expectations|iterations|research_events|retrospect|roadmap|roadmapchecklist)\.md$/, "Notes that its engine never read"],
  [/^runs\//, "It is no run"],
];

/** Lists what nothing is carried of. `told` are paths of what is carried. */
export function leaveTheRest(reader: TreeReader, state: unknown, told: readonly string[]): void {
  for (const name of reader.names("specs/questions")) leaveQuestion(reader, name);
  for (const name of reader.names(".deferred")) {
    const event = textIn(reader.json(`.deferred/${name}`), "event_type") ?? "of no type";
    reader.leave(`${reader.tree}/.deferred/${name}`, `A request of research that was never carried out (${event})`);
  }
  const attempts = countIn(retriesOf(reader), "attempt");
  if (attempts > 0)
    reader.leave(`${reader.tree}/research_state.json`, `Research had failed ${attempts} times; retries are counted anew for each visit`);
  if (isObject(state) && state.process_running === true) {
    reader.leave(
      `${reader.tree}/.runtime/state.json`,
      "It says that its engine runs, which it also says after a crash: see that none does",
    );
  }
  const quickfix = reader.text("quickfix.md") ?? "";
  if (quickfix.replace(/^# Quickfix/, "").trim() !== "")
    reader.leave(`${reader.tree}/quickfix.md`, "The notes of a fix that was under way; the work is begun anew");
  for (const [path, why] of Object.entries(FAMILIES)) {
    if (!reader.has(path)) continue;
    if (/^[A-Z_]+$|\.\w+$/.test(path)) {
      reader.leave(`${reader.tree}/${path}`, why);
      continue;
    }
    const names = reader.names(path);
    if (names.length > 0) reader.leave(`${reader.tree}/${path}`, `${why} (${names.length} ${names.length === 1 ? "entry" : "entries"})`);
  }
  leaveStrangers(reader, told, STRANGERS);
}

function leaveQuestion(reader: TreeReader, name: string): void {
  const path = `specs/questions/${name}`;
  const question = reader.json(path);
  if (textIn(question, "status") !== "pending") return;
  const asked = textIn(question, "question") ?? "no text";
  reader.leave(`${reader.tree}/${path}`, `A question that waits for an answer: "${asked}". Write the answer into the spec`);
}

function retriesOf(reader: TreeReader): unknown {
  const state = reader.json("research_state.json");
  return isObject(state) ? state.retry_state : null;
}
