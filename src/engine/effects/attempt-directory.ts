import { runDirectory } from "../../workspace/layout.ts";

/** An attempt's directory, relative to the workspace root: `<run>/<visit>.<try>`. */
export function attemptDirectory(run: string, attempt: string): string {
  return `${runDirectory(run)}/${attempt.slice(run.length + 1)}`;
}
