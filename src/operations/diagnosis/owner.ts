import { join } from "node:path";
import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { readOwner } from "../view/read-owner.ts";
import { type Finding, fine } from "./finding.ts";

/** Who owns the workspace. */
export function ownerFinding(world: World, root: string): Finding {
  const owner = readOwner(world, root);
  if (owner && world.proc.suspended(owner.pid)) {
    return {
      code: "owner",
      level: "error",
      what: `Owned by process ${owner.pid} (${owner.role}) since ${owner.since}, which is suspended`,
      means: "It keeps the workspace locked and answers nobody until it goes on; if it is killed, the next start carries on",
      command: `kill -CONT ${owner.pid}`,
    };
  }
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
