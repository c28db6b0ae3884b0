import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { EditedText } from "../operations/context.ts";

/** Opens a text in the editor that VISUAL or EDITOR name, with its own arguments, else in vi. Throws `cli.editor`. */
export async function editText(text: string, name: string, env: Readonly<Record<string, string | undefined>>): Promise<EditedText> {
  const editor = env.VISUAL || env.EDITOR || "vi";
  const directory = mkdtempSync(join(tmpdir(), "millrace-edit-"));
  const path = join(directory, name);
  const discard = (): void => rmSync(directory, { recursive: true, force: true });
  writeFileSync(path, text, { mode: 0o600 });
  const problem = await opened(editor, path);
  const left = readFileSync(path);
  if (problem !== null) {
    const changed = left.toString() !== text;
    if (!changed) discard();
    throw new MillraceError("cli.editor", { editor, problem, path: changed ? path : null });
  }
  return { text: left.toString("utf8"), path, discard };
}

/** What went wrong; null when the editor ended well. */
function opened(editor: string, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn("sh", ["-c", `${editor} "$1"`, "millrace", path], { stdio: "inherit" });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(code === 0 ? null : signal ? `it was ended by ${signal}` : `it ended with ${code}`));
  });
}
