import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** Whether what would be committed is what was synced, whole and unambiguous. */
export function treeRule({ changes, altered, contents, paths, work }: PreflightFacts): Finding[] {
  const listing = work.synced?.listing ?? null;
  const found: Finding[] = altered.map((path) => finding("tree.missing", { path }));
  for (const { path, status, after, before } of changes.changes) {
    if (after?.mode === "160000" || before?.mode === "160000") found.push(finding("tree.submodule", { path }));
    else if (listing !== null && after === null && !work.everOwned.has(path)) found.push(finding("tree.not-ours-deleted", { path }));
    else if (listing !== null && after !== null && !listing.has(path)) found.push(finding("tree.not-ours", { path, status }));
  }
  for (const path of changes.nested) found.push(finding("tree.nested", { path }));
  for (const path of changes.ignored) if (listing?.has(path)) found.push(finding("tree.ignored", { path }));
  for (const { path, conflictLine } of contents)
    if (conflictLine !== null) found.push(finding("tree.conflict-markers", { path, line: conflictLine }));
  for (const { path, lineEnds: change } of contents) if (change !== null) found.push(finding("tree.line-ends", { path, change }));
  return [...found, ...byCaseAlone(paths)];
}

function byCaseAlone(paths: readonly string[]): Finding[] {
  const seen = new Map<string, string>();
  return paths.flatMap((path) => {
    const folded = path.normalize("NFC").toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) return [finding("tree.case", { path, other })];
    seen.set(folded, path);
    return [];
  });
}
