import { relative } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import { shellWord } from "../view/shell-word.ts";
import type { Finding } from "./finding.ts";

/** What a look found; where the disk does not let it look, that. What cannot be seen must not hide the rest. */
export async function looked(code: Finding["code"], root: string, look: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!isFsError(error)) throw error;
    const path = "path" in error && typeof error.path === "string" ? error.path : null;
    return [
      {
        code,
        level: "error",
        what: `${path === null ? "It" : relative(root, path) || path} cannot be read (${error.code})`,
        means: "Nothing can be said of it, and a start ends with exit 4",
        command: path === null ? null : `ls -ld ${shellWord(path)}`,
      },
    ];
  }
}
