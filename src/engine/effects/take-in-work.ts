import { join } from "node:path";
import { required } from "../../state/require.ts";
import { rootOf } from "../../state/root-of.ts";
import type { Run } from "../../state/run.ts";
import { parseDocument } from "../../work/parse-document.ts";
import { slugOf } from "../../work/slug.ts";
import type { Command } from "../decide/command.ts";
import type { EffectContext } from "./context.ts";
import { isFailureOfPath } from "./is-failure-of-path.ts";

/** Documents larger than this are no work documents. */
const LARGEST_BYTES = 256 * 1024;
/** More documents than this are not taken from one attempt. */
const MOST_DOCUMENTS = 100;

/**
 * Queues the work documents that a planning stage left as `work/*.md` in its attempt's directory, before its result is
 * recorded: each under a command id made from attempt and name, so that taking them again after a crash adds none twice.
 * They are an agent's text: their commands wait for approval, and they descend from the root of the run's item. Gives what
 * was not taken, and why. Throws what a broken disk throws: nothing of an agent's work is left out for that.
 */
export function takeInWork(context: EffectContext, run: Run, attempt: { attempt: string; directory: string }): string[] {
  if (run.lane !== "planning") return [];
  const { store, fs, layout } = context;
  const folder = join(layout.root, attempt.directory, "work");
  const names = fs
    .list(folder)
    .filter((name) => name.endsWith(".md"))
    .sort();
  const root = rootOf(required(store.state.items, run.item, "item"));
  const refused = names.slice(MOST_DOCUMENTS).map((name) => `${name}: more than ${MOST_DOCUMENTS} documents`);
  for (const name of names.slice(0, MOST_DOCUMENTS)) {
    const text = readDocument(context, join(folder, name));
    const parsed = text === null ? null : parseDocument(text, { kind: "task", id: slugOf(name.slice(0, -3)) });
    if (text === null || !parsed?.ok) {
      refused.push(
        `${name}: ${parsed?.ok === false ? (parsed.problems[0]?.problem ?? "cannot be read") : "is no plain file of up to 256 KiB"}`,
      );
      continue;
    }
    const { kind, id, fields } = parsed.document;
    const command: Command = {
      type: "addItem",
      id: `${attempt.attempt}:${name}`,
      actor: "agent",
      kind,
      item: id,
      slug: id,
      fields: { ...fields, root },
      document: text,
      body: "",
    };
    const answer = store.apply(command);
    if (answer.status === "rejected") refused.push(`${name}: ${answer.failure.code}`);
  }
  return refused;
}

function readDocument({ fs }: EffectContext, path: string): string | null {
  const facts = fs.facts(path);
  if (facts?.kind !== "file" || facts.size > LARGEST_BYTES) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(fs.read(path));
  } catch (error) {
    if (error instanceof TypeError || isFailureOfPath(error)) return null;
    throw error;
  }
}
