/** Whether a path is one of `paths`, lies below one, or is a directory above one (which a file there would replace). */
export function covering(paths: readonly string[]): (path: string) => boolean {
  const exact = new Set(paths);
  const above = new Set<string>();
  for (const path of paths) for (const parent of parentsOf(path)) above.add(parent);
  return (path) => exact.has(path) || above.has(path) || parentsOf(path).some((parent) => exact.has(parent));
}

/** `a/b/c` → `a`, `a/b`. */
export function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) parents.push(path.slice(0, at));
  return parents;
}
