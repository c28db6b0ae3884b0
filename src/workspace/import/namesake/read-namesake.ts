import { isObject } from "../../../events/is-object.ts";
import type { Fs } from "../../../kernel/ports/fs.ts";
import type { OlderPlace, OlderWorkspace } from "../older-workspace.ts";
import { countIn, textIn } from "../text-values.ts";
import { toldOf } from "../told-of.ts";
import { TreeReader } from "../tree-reader.ts";
import { readCounters } from "./counters.ts";
import { readDocuments } from "./documents.ts";
import { readIdeas } from "./ideas.ts";
import { leaveTheRest } from "./rest.ts";
import { readRuns } from "./runs.ts";

type Read = Omit<OlderWorkspace, keyof OlderPlace | "configText">;

/** The tree of Millrace 0.12 to 0.16 (reference, millrace-0.12 sections 2 and 13). */
export function readNamesake(fs: Fs, { root, tree }: OlderPlace): Read {
  const reader = new TreeReader(fs, root, tree);
  const snapshot = reader.json("state/runtime_snapshot.json");
  const documents = readDocuments(reader);
  const items = [...documents, ...readIdeas(reader, documents)];
  const read = {
    items,
    runs: readRuns(reader),
    counters: readCounters(reader, snapshot),
    letters: readLetters(reader),
    paused: isPaused(snapshot),
    owner: readOwner(reader),
  };
  leaveTheRest(reader, toldOf(reader.tree, read));
  return { ...read, left: reader.left };
}

function readLetters(reader: TreeReader): OlderWorkspace["letters"] {
  const folder = "state/mailbox/incoming";
  return reader
    .names(folder)
    .filter((name) => /\.json(\.claimed)?$/.test(name))
    .flatMap((name) => {
      const value = reader.json(`${folder}/${name}`);
      return value === undefined ? [] : [{ path: `${reader.tree}/${folder}/${name}`, value }];
    });
}

/** A pause that governance set is lifted by governance, which is not carried. */
function isPaused(snapshot: unknown): boolean {
  if (!isObject(snapshot) || snapshot.paused !== true) return false;
  const sources = Array.isArray(snapshot.pause_sources) ? snapshot.pause_sources : [];
  return sources.length === 0 || sources.includes("operator");
}

function readOwner(reader: TreeReader): OlderWorkspace["owner"] {
  if (!reader.has("state/runtime_daemon.lock.json")) return null;
  const lock = reader.json("state/runtime_daemon.lock.json");
  const pid = countIn(lock, "owner_pid");
  return pid === 0 ? null : { pid, host: textIn(lock, "owner_hostname") ?? "unknown" };
}
