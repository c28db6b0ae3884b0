import { join } from "node:path";
import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { readOwner } from "../view/read-owner.ts";
import { type Finding, fine } from "./finding.ts";

/** Who owns the workspace. */
export function ownerFinding(world: World, root: string): Finding {
  const owner = readOwner(world, root);
  if (owner) return fine("owner", `Owned by process ${owner.pid} (${owner.role}) since ${owner.since}, epoch ${owner.epoch}`);
  const { owner: directory } = layoutOf(root);
  if (world.fs.facts(join(directory, "holder.json")) === null) return fine("owner", "Nobody owns the workspace");
  return {
    code: "owner",
    level: "note",
    what: "The last owner left its facts behind and is gone",
    means: "It crashed or was killed. Its lock is free; the next start carries on where it stopped",
    command: "millrace start --once",
  };
}
