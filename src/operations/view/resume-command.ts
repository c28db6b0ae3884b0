import { shellWord } from "./shell-word.ts";

/** The command that lifts the pause of a source. */
export function resumeCommand(source: string): string {
  return source === "operator" ? "millrace resume" : `millrace resume --source ${shellWord(source)}`;
}
