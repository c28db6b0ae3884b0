import * as fs from "node:fs";

/** A request to end an attempt, left as a file. */
export interface StopRequest {
  /** Undefined: the attempt's own grace. */
  graceMillis: number | undefined;
}

/** The request at `path`, null when there is none. A file of any content asks for the end. */
export function readStopRequest(path: string): StopRequest | null {
  let text: string;
  try {
    text = fs.readFileSync(path, "utf8");
  } catch {
    return null; // none, or a disk in trouble: SIGTERM asks as well
  }
  const grace = /"graceMillis":\s*(\d+)/.exec(text)?.[1];
  return { graceMillis: grace === undefined ? undefined : Number(grace) };
}
