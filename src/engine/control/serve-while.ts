import type { Control, ServeControl } from "./control.ts";

/**
 * Makes the owner reachable as long as `work` goes on. An owner that cannot be reached works all the same: the mailbox is
 * left for those who ask. Before the socket falls silent, nobody is left without an answer.
 */
export async function serveWhile<T>(
  control: Control,
  serve: ServeControl | undefined,
  onNote: ((note: string) => void) | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const served = await serve?.(control).catch((error: unknown) => {
    onNote?.(`No control socket: ${error instanceof Error ? error.message : error}`);
    return undefined;
  });
  try {
    return await work();
  } finally {
    await served?.close();
  }
}
