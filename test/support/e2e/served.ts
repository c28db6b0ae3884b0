import type { Call } from "./called.ts";
import { until } from "./until.ts";
import type { MillraceOptions, Workspace } from "./workspace.ts";

/** A `millrace serve` under way. */
export interface Served {
  call: Call;
  /** e.g. http://127.0.0.1:41234 */
  url: string;
}

/** Starts `serve`, or `args` in its place, and waits until it says on which port. */
export async function serve(
  workspace: Workspace,
  args: readonly string[] = ["serve", "--port", "0"],
  options: MillraceOptions = {},
): Promise<Served> {
  const call = workspace.start(args, options);
  const [url] = await until(
    () => `a port: ${call.err()}`,
    () => /http:\/\/127\.0\.0\.1:\d+/.exec(call.err()),
  );
  return { call, url };
}

/** A frame of a stream of events. */
export interface Frame {
  id: number;
  data: { seq: number; time: string; type: string };
  /** Monotonic milliseconds at which it came. */
  at: number;
}

/** Reads a stream of Server-Sent Events until `enough` says so; then breaks it off. */
export async function readStream(
  url: string,
  enough: (frames: readonly Frame[]) => boolean,
  headers: Record<string, string> = {},
): Promise<Frame[]> {
  const over = new AbortController();
  const response = await fetch(url, { signal: over.signal, headers });
  if (!response.ok || !response.body) throw new Error(`${response.status}: ${await response.text()}`);
  const frames: Frame[] = [];
  let text = "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  while (!enough(frames)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    const pieces = text.split("\n\n");
    text = pieces.pop() ?? "";
    for (const piece of pieces) {
      const id = /^id: (\d+)$/m.exec(piece)?.[1];
      const data = /^data: (.*)$/m.exec(piece)?.[1];
      if (/^event: failure$/m.test(piece)) throw new Error(`The stream failed after ${frames.at(-1)?.id}: ${data}`);
      if (id !== undefined && data !== undefined)
        frames.push({ id: Number(id), data: JSON.parse(data) as Frame["data"], at: performance.now() });
    }
  }
  over.abort();
  return frames;
}
