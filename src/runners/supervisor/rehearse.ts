import { systemProc } from "../../kernel/real/proc.ts";
import type { NativeCalls } from "../../kernel/real/proc-native.ts";
import { spawnPiped } from "../../kernel/real/proc-piped.ts";

/** Does once, ahead of time, what is slow the first time. */
export async function rehearse(native: NativeCalls): Promise<void> {
  systemProc.table();
  const child = await spawnPiped(
    { argv: ["true"], cwd: "/", env: { PATH: process.env.PATH ?? "" }, stdin: null, merge: false },
    native,
    () => true,
  );
  if ("error" in child) return;
  await Promise.all([child.exited, child.drained]);
}
