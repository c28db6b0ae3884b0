import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { Layout } from "../layout.ts";
import { suspicion } from "./index-files.ts";

/** Makes readers fold the log until an owner has made the index anew: after damage was seen in it, or in the log below it. */
export function doubtIndex(fs: Fs, layout: Layout): void {
  try {
    fs.write(suspicion(layout), "");
  } catch (error) {
    if (!isFsError(error)) throw error;
  }
}
