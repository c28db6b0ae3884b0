import { isObject } from "../../../events/is-object.ts";
import type { Fs } from "../../../kernel/ports/fs.ts";
import type { OlderPlace, OlderWorkspace } from "../older-workspace.ts";
import { textIn } from "../text-values.ts";
import { toldOf } from "../told-of.ts";
import { TreeReader } from "../tree-reader.ts";
import { readBlockers } from "./blockers.ts";
import { readFolders } from "./folders.ts";
import { leaveTheRest } from "./rest.ts";
import { readRuns } from "./runs.ts";
import { readStores } from "./stores.ts";

type Read = Omit<OlderWorkspace, keyof OlderPlace | "configText">;

/** The tree of Millrace 0.5 (reference, millrace-0.5 section 3). It kept no recovery counters of an item. */
export function readOldest(fs: Fs, { root, tree }: OlderPlace): Read {
  const reader = new TreeReader(fs, root, tree);
  const state = reader.json(".runtime/state.json");
  const items = [...readStores(reader), ...readBlockers(reader), ...readFolders(reader)];
  const read = {
    items,
    runs: readRuns(reader),
    counters: [],
    letters: readLetters(reader),
    paused: isObject(state) && state.paused === true && textIn(state, "pause_reason") !== "usage_budget_threshold",
    // It kept no process id, and says that it runs even after it was killed.
    owner: null,
  };
  leaveTheRest(reader, state, toldOf(reader.tree, read));
  return { ...read, left: reader.left };
}

function readLetters(reader: TreeReader): OlderWorkspace["letters"] {
  const folder = ".runtime/commands/incoming";
  return reader
    .names(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const value = reader.json(`${folder}/${name}`);
      return value === undefined ? [] : [{ path: `${reader.tree}/${folder}/${name}`, value }];
    });
}
