import type { OutputSink, PipedOrder, PipedProcess } from "./piped-process.ts";
import type { NativeCalls } from "./proc-native.ts";
import { spawnPipedByBun } from "./proc-piped-bun.ts";
import { spawnPipedByNode } from "./proc-piped-node.ts";

/**
 * Starts a process as leader of its own session, its output streamed through this one.
 * Gives the platform's code (ENOENT, EACCES …) when the program cannot be started.
 */
export async function spawnPiped(order: PipedOrder, native: NativeCalls, sink: OutputSink): Promise<PipedProcess | { error: string }> {
  return spawnPipedByBun(order, native, sink) ?? (await spawnPipedByNode(order, sink));
}
