import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { systemProc } from "../../../src/kernel/real/proc.ts";
import type { StageOrder } from "../../../src/runners/contract/stage-dispatch.ts";
import type { Rig } from "./rig.ts";

/** A runtime in a process of its own; resolves once it has started the order. */
export async function ownerOf(rig: Rig, order: StageOrder, spare: "spare" | "cold") {
  const script = fileURLToPath(new URL("./owner.ts", import.meta.url));
  const flags = "Deno" in globalThis ? ["run", "-A", "--quiet"] : [];
  const owner = spawn(process.execPath, [...flags, script, rig.root, rig.token, JSON.stringify(order), spare], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(owner.stdout, "data");
  assert.equal(JSON.parse(String(line)).type, "started");
  const children = () => systemProc.table().filter((row) => row.parent === owner.pid);
  return { owner, supervisors: children() };
}
