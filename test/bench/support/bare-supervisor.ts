// bun test/bench/support/bare-supervisor.ts: the least that a supervisor on Bun can be. Waits for one line on standard input, as a spare
// does, or takes it as its argument; starts what it says, writes its output to a file, and lives as long as that does.

import process from "node:process";

const [given] = process.argv.slice(2);
const line = given ?? (await new Promise<string>((resolve) => process.stdin.once("data", (bytes) => resolve(String(bytes)))));
const { argv, output } = JSON.parse(line) as { argv: string[]; output: string };
await Bun.spawn(argv, { stdin: "ignore", stdout: Bun.file(output), stderr: "ignore" }).exited;
process.exit(0);
