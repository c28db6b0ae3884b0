#!/usr/bin/env bun
import process from "node:process";
import { fileURLToPath } from "node:url";

// The supervisor's role first: a lean process that needs nothing of the command line.
if (process.argv[2] === "__supervise") {
  const { superviseMain } = await import("./src/runners/supervisor/main.ts");
  await superviseMain(process.argv.slice(3));
}
const { main } = await import("./src/cli/main.ts");
await main(process.argv.slice(2), fileURLToPath(import.meta.url));
