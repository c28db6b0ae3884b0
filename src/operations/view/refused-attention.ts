import type { Item } from "../../state/item.ts";
import type { Refusal } from "../../state/state.ts";
import type { Attention } from "../schemas/attention.ts";
import { shellWord } from "./shell-word.ts";

/** A file among the documents that needs a person. `item` is the one that it is about. */
export function refusedAttention(refusal: Refusal, item: Item | null): Attention {
  const { path, problem, fix } = refusal;
  const what = `${path} ${refusal.kind === "conflict" ? "was set aside" : "cannot be taken in"}: ${problem}`;
  return { code: "document-refused", subject: path, what, why: fix, command: answer(refusal, item) };
}

function answer({ kind, path }: Refusal, item: Item | null): string {
  const word = shellWord(path);
  switch (kind) {
    case "invalid":
      return `millrace queue edit ${word}`;
    case "conflict":
      return item?.phase === "queued" || item?.phase === "blocked" ? `millrace queue edit ${word}` : outside(path);
    case "misplaced":
      return `mv ${word} ${shellWord(`${path.slice(0, path.lastIndexOf("/", path.lastIndexOf("/") - 1))}/${intakeName(path)}/`)}`;
    case "unusable":
      return outside(path);
    case "empty":
      return `rm ${word}`;
    case "unreadable":
      return `chmod u+rwX ${word}`;
  }
}

/** Out of the documents, to the root of the workspace: nothing of it is lost. */
function outside(path: string): string {
  return `mv ${shellWord(path)} ${shellWord(`${path.split("/").at(-1) ?? ""}.aside`)}`;
}

/** The directory of a kind from which work is taken. */
function intakeName(path: string): string {
  return path.includes("/incidents/") ? "incoming" : "queue";
}
