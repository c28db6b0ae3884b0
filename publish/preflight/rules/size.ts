import { posix } from "node:path";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

const generated = /(?:^|\/)(?:node_modules|vendor|dist|build|out|coverage|target|__pycache__|\.next)\//;

/** Sizes, binaries, links and modes of what changes. */
export function sizeRule({ settings, changes, earlier, contents, links }: PreflightFacts): Finding[] {
  const { maxFileBytes, maxTotalBytes } = settings;
  const found: Finding[] = [];
  let total = 0;
  for (const { path, status, before, after } of changes.changes) {
    if (after === null) continue;
    total += after.size;
    if (maxFileBytes > 0 && after.size > maxFileBytes) found.push(finding("size.file", { path, bytes: after.size, limit: maxFileBytes }));
    if (status === "added" && generated.test(path)) found.push(finding("size.generated", { path }));
    const executable = after.mode === "100755";
    if (before !== null && executable !== (before.mode === "100755") && after.mode !== "120000")
      found.push(finding("size.exec-bit", { path, now: executable ? "executable" : "not executable" }));
    const target = links.get(path);
    if (target !== undefined && leavesTree(path, target)) found.push(finding("size.symlink-escape", { path, target }));
  }
  const added = new Set(changes.changes.filter(({ status }) => status === "added").map(({ path }) => path));
  for (const { path, size, binary } of contents) if (binary && added.has(path)) found.push(finding("size.binary", { path, bytes: size }));
  for (const { change, commit } of earlier) {
    const { path, after } = change;
    if (after === null) continue;
    total += after.size;
    if (maxFileBytes > 0 && after.size > maxFileBytes && !found.some((one) => one.code === "size.file" && one.path === path))
      found.push(finding("size.file", { path, bytes: after.size, limit: maxFileBytes }, `in commit ${commit.slice(0, 12)}`));
  }
  if (maxTotalBytes > 0 && total > maxTotalBytes) found.push(finding("size.total", { bytes: total, limit: maxTotalBytes }));
  return found;
}

function leavesTree(path: string, target: string): boolean {
  const place = posix.normalize(posix.join(posix.dirname(path), target));
  return posix.isAbsolute(target) || place === ".." || place.startsWith("../") || /(?:^|\/)\.git(?:\/|$)/i.test(place);
}
