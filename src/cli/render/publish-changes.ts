import type { Paper } from "../text/paper.ts";
import { oneLine } from "./publish-one-line.ts";
import { changeLines } from "./runs-diff.ts";

/** Lines of changes that a person is shown; --json gives all. */
const SHOWN = 20;

/** One line for each changed path, the first of them. */
export function publishChangeLines(changes: Parameters<typeof changeLines>[0], paper: Paper): string[] {
  const shown = changes.slice(0, SHOWN).map(({ path, status }) => ({ path: oneLine(path), status }));
  const more = changes.length - shown.length;
  return [...changeLines(shown, paper), ...(more > 0 ? [paper.dim(`   … and ${more} more; --json has all`)] : [])];
}
