import { matchingPaths } from "../../kernel/matching-paths.ts";

/** The paths that none of the declared ones names: as a glob, or as a file or directory of that very name. */
export function outsidePaths(paths: readonly string[], declared: readonly string[]): string[] {
  const inside = new Set(declared.flatMap((one) => named(one, paths)));
  return paths.filter((path) => !inside.has(path));
}

function named(declared: string, paths: readonly string[]): string[] {
  const name = declared.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
  const literal = paths.filter((path) => path === name || path.startsWith(`${name}/`) || name === "." || name === "");
  try {
    return [...literal, ...matchingPaths([declared], paths)];
  } catch (error) {
    if (error instanceof RangeError) return literal; // no glob: an operator may write any name
    throw error;
  }
}
