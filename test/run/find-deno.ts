import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

const tools = join(root, ".ci", "tools");

/** Deno from PATH, or as .ci/tools pins it. */
export function findDeno(): string | undefined {
  if (onPath("deno")) return "deno";
  const scope = join(tools, "node_modules", "@deno");
  if (!existsSync(scope)) return undefined;
  // npm installs those that fit the processor and the C library; the one that runs is it.
  return readdirSync(scope)
    .map((name) => join(scope, name, "deno"))
    .find(onPath);
}

/** Installs what .ci/tools pins by its lock, for a machine with nothing but Node and npm. No script of a package runs. */
export function installDeno(): string | undefined {
  if (!onPath("npm")) return undefined;
  spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: tools, stdio: ["ignore", "ignore", "inherit"] });
  return findDeno();
}

/** Whether a program can be started. */
export const onPath = (program: string): boolean =>
  spawnSync(program, [program === "tmux" ? "-V" : "--version"], { stdio: "ignore" }).status === 0;
