import process from "node:process";
import type { World } from "../world.ts";
import { systemClock } from "./clock.ts";
import { diskFs } from "./fs.ts";
import { randomIds } from "./ids.ts";
import { sqliteOwnerLock } from "./owner-lock.ts";
import { pathIdentity } from "./path-identity.ts";
import { systemProc } from "./proc.ts";
import { socketWire } from "./wire.ts";

/** The world as this machine has it. */
export function realWorld(): World {
  return {
    fs: diskFs,
    clock: systemClock,
    ids: randomIds,
    proc: systemProc,
    lock: sqliteOwnerLock,
    wire: socketWire,
    identity: pathIdentity,
    indexes: true,
    env: process.env,
  };
}
