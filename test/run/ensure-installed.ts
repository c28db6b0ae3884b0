import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..", "..");

/** What package.json names and node_modules lacks. */
function missing(): string[] {
  const declared: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { dependencies = {}, devDependencies = {} } = declared as Record<
    "dependencies" | "devDependencies",
    Record<string, string> | undefined
  >;
  return Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !existsSync(join(root, "node_modules", name, "package.json")),
  );
}

// Imports nothing but node:*, so that it runs where nothing is installed yet.
if (!existsSync(join(root, "bun.lock"))) {
  console.error("There is no bun.lock: `bun install --frozen-lockfile` would install anything. Restore it from git");
  process.exit(1);
}
if (missing().length > 0) {
  console.error(`Installing what bun.lock pins (missing: ${missing().join(", ")})`);
  const { status } = spawnSync(process.execPath, ["install", "--frozen-lockfile", "--silent"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0 || missing().length > 0) {
    console.error("Could not install the dependencies: run `bun install --frozen-lockfile` and see what it says");
    process.exit(1);
  }
}
