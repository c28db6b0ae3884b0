import type { World } from "../kernel/world.ts";
import type { Owned } from "./own-workspace.ts";

/**
 * The world of a working owner, in which no directory is made once its workspace is somewhere else: that would put a piece of it
 * back where it was. Making one then throws `log.fenced`. Where nothing is moved it is the world as it was.
 */
export function inPlace(world: World, { mustBeInPlace }: Owned): World {
  if (!world.identity) return world;
  const { fs } = world;
  const makeDirectory = (path: string): void => {
    mustBeInPlace();
    fs.makeDirectory(path);
  };
  return { ...world, fs: { ...fs, makeDirectory } };
}
