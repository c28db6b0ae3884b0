import type { Finding } from "../finding.ts";
import { lineAt } from "../lex.ts";
import type { SourceFile } from "../source-file.ts";

const name = ["lock", "db"].join(".");

/** One file alone may name the owner lock: POSIX drops the lock when its process opens and closes that file by any other route. */
export function ownerLock(files: readonly SourceFile[]): Finding[] {
  const naming = files.filter(({ path, text }) => path.startsWith("src/") && text.includes(name));
  if (naming.length < 2) return [];
  return naming.map(({ path, text }) => ({
    rule: "owner-lock",
    file: path,
    line: lineAt(text, text.indexOf(name) + 1),
    what: `${naming.length} files name ${name}: ${naming.map((one) => one.path).join(", ")}`,
    todo: "Let the one file that takes the lock name it, and leave the folder .owner out of every scan, copy and export",
  }));
}
