import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { Layout } from "../layout.ts";
import { suspicion } from "./index-files.ts";

/**
 * Makes the owner who opens or flushes the index next make it anew, also after a crash: it holds what the log holds no more. It
 * is not removed at once, since one of the same name would come to stand beside side files of the old one that readers have open.
 */
export function disownIndex(fs: Fs, layout: Layout): void {
  fs.makeDirectory(layout.index);
  replaceFile(fs, suspicion(layout), "", { durable: true });
  fs.syncDirectory(layout.state);
}
