import * as fs from "node:fs";
import { isFsError } from "../../kernel/fs-error.ts";

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
  } catch (error) {
    if (isFsError(error, "ENOENT")) return null;
    throw error;
  }
  const grace = /"graceMillis":\s*(\d+)/.exec(text)?.[1];
  return { graceMillis: grace === undefined ? undefined : Number(grace) };
}
