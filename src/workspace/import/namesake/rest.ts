import { isObject } from "../../../events/is-object.ts";
import { leaveStrangers, type Stranger } from "../leave-strangers.ts";
import { textIn } from "../text-values.ts";
import type { TreeReader } from "../tree-reader.ts";

/** What else may lie in the tree. */
const STRANGERS: readonly Stranger[] = [
  [/^state\/(runtime_snapshot|recovery_counters|compiled_plan|compile_diagnostics|runtime_daemon\.lock|baseline_manifest)\.json$/, null],
  [/^state\/(execution|planning|learning)_status\.md$/, null],
  [/^(outline|historylog)\.md$|^millrace\.toml$|\/invalid-artifacts\.jsonl$/, null],
  [/^state\/mailbox\/processed$/, "Receipts of commands that were carried out there"],
  [/^state\/mailbox\//, "What a command left behind that was never whole"],
  [/^state\/usage_governance_ledger\.jsonl$/, "Tokens are not governed here; limits.attempts_per_day bounds a day"],
  [/^arbiter\/contracts/, "Copies of ideas and specs, as closure had frozen them"],
  [/^arbiter\//, "Closure judges anew, on evidence"],
  [/^loops\//, "Loops are frozen from this version's own vocabulary: millrace loops"],
  [/^entrypoints\//, "Its prompts speak that version's contract; this version has its own"],
  [/^learning\//, "This version has no learning plane"],
  [/^logs\//, "Logs of that version, which stay where they are"],
  [/^(tasks|specs|incidents|probes|learning\/requests)\/\w+\//, "It is no document"],
];

/** Folders and files of which nothing is carried, and why. */
const FAMILIES: Readonly<Record<string, string>> = {
  "entrypoints/execution": "Its prompts speak that version's contract; this version has its own",
  "entrypoints/planning": "Its prompts speak that version's contract; this version has its own",
  "entrypoints/learning": "This version has no learning plane",
  skills: "Skills of that version; name those that you wrote under [stages.<stage>] skills",
  modes: "Modes are TOML here: millrace modes",
  "loops/execution": "Loops are frozen from this version's own vocabulary: millrace loops",
  "loops/planning": "Loops are frozen from this version's own vocabulary: millrace loops",
  graphs: "Loops are frozen from this version's own vocabulary: millrace loops",
  registry: "Stages are part of loops here: millrace loops",
  "arbiter/verdicts": "Closure judges anew, on evidence",
  "arbiter/reports": "Closure judges anew, on evidence",
  "arbiter/rubrics": "Closure judges anew, on evidence",
  "learning/update-candidates": "This version has no learning plane",
  "learning/skill-candidates": "This version has no learning plane",
  "learning/research-packets": "This version has no learning plane",
  "approvals/pending": "An approval is for the runtime that asked; what waits here is asked anew",
  "state/mailbox/failed": "Commands that had failed there",
  "logs/runtime_events.jsonl": "That version's events are no record of its state, and stay where they are",
  "historylog.md": "Notes of agents, which stay where they are",
  "outline.md": "Notes of agents, which stay where they are",
  "state/usage_governance_state.json": "Tokens are not governed here; limits.attempts_per_day bounds a day",
  "state/runtime_error_context.json": "A repair of that runtime's own failure was pending; nothing of it concerns the work",
};

/** Lists what nothing is carried of, one line for each folder that holds something. `told` are paths of what is carried. */
export function leaveTheRest(reader: TreeReader, told: readonly string[]): void {
  leaveClosures(reader);
  for (const [path, why] of Object.entries(FAMILIES)) {
    if (!reader.has(path)) continue;
    if (/\.\w+$/.test(path)) {
      if (path.startsWith("state/") || reader.text(path)?.trim()) reader.leave(`${reader.tree}/${path}`, why);
      continue;
    }
    const names = reader.names(path);
    if (names.length > 0) reader.leave(`${reader.tree}/${path}`, `${why} (${names.length} ${names.length === 1 ? "entry" : "entries"})`);
  }
  leaveStrangers(reader, told, STRANGERS);
}

function leaveClosures(reader: TreeReader): void {
  for (const name of reader.names("arbiter/targets")) {
    const path = `arbiter/targets/${name}`;
    const target = reader.json(path);
    if (target === undefined) continue;
    const root = textIn(target, "root_spec_id") ?? name;
    const open = isObject(target) && target.closure_open === true;
    reader.leave(
      `${reader.tree}/${path}`,
      open ? `Closure of "${root}" was open; it is judged anew once its work is done` : `Closure of "${root}" was settled there`,
    );
  }
}
