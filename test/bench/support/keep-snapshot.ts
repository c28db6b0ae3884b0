import process from "node:process";
import { ownWorkspace } from "../../../src/engine/own-workspace.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";

/** `ROOT`: keeps a snapshot of a workspace as it is, and prints its sequence. */
const owning = ownWorkspace(realWorld(), process.argv[2] ?? "", "command");
if (owning.kind === "taken") throw new Error("The workspace is taken");
owning.owned.snapshot();
await owning.owned.release("bench");
console.log(JSON.stringify({ seq: owning.owned.store.state.seq }));
