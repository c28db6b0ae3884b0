import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { commitAll, makeExample } from "./make-example.ts";
import { heading, millrace, quietly, say, startMillrace } from "./shell.ts";

/** The runtime for the example's scripts: node where it is, else this one. */
const JS = (await quietly(process.cwd(), "node", "--version")) ? "node" : `"${process.execPath}"`;

await mainJob();
await killedInTheFixer();

/** One task from queue to done: the first check really fails, and the fix really mends it. */
async function mainJob(): Promise<void> {
  heading("1. The main job: a real bug, a check that fails, a fix that mends it");
  const { directory, hasGit } = await makeExample("receipts");
  say(`The workspace is ${directory}`);
  if (!hasGit) say("There is no git here, so trees are named by a manifest and nothing is committed.");
  must(await millrace(directory, "init", "--mode", "default_shell"), 0);
  appendFileSync(join(directory, "millrace.toml"), '\n[delivery]\nkind = "commit"\n');
  say('millrace.toml now says [delivery] kind = "commit": the proven tree is committed when the task is done.\n');
  if (hasGit) await commitAll(directory, "Millrace is set up");
  must(await addTask(directory, `${JS} tools/exact-cents.mjs`), 0);
  must(await millrace(directory, "start", "--once"), 0);
  say("");
  must(await millrace(directory, "status"), 0);
  if (hasGit) await show(directory, "git", "log", "--format=%h %s%n%(trailers)", "-1");
}

/** The same task, with the runtime killed in the middle of the fix. */
async function killedInTheFixer(): Promise<void> {
  heading("2. The same, with kill -9 inside the fixer");
  const { directory } = await makeExample("receipts");
  const tally = join(directory, "..", "fixer-starts.txt");
  must(await millrace(directory, "init", "--mode", "default_shell"), 0);
  must(await addTask(directory, `echo started >> ../fixer-starts.txt; sleep 3; ${JS} tools/exact-cents.mjs`), 0);
  const first = startMillrace(directory, "start", "--once");
  for (let waited = 0; !existsSync(tally) && waited < 600; waited++) await pause(50);
  await pause(300);
  first.kill();
  must(await first.ended, 137);
  say("\n  kill -9: the runtime is gone. Its fixer works on under its supervisor.\n");
  must(await millrace(directory, "start", "--once"), 0);
  const starts = readFileSync(tally, "utf8").trim().split("\n").length;
  say(`\n  The fixer was started ${starts} time${starts === 1 ? "" : "s"}: neither lost nor doubled.\n`);
  must(starts, 1);

  heading("3. Afterwards: what happened, why, and whether the log tells the truth");
  for (const command of ["why fix-receipts", "replay --verify", "log verify"]) {
    must(await millrace(directory, ...command.split(" ")), 0);
    say("");
  }
  heading("What to type next");
  say(`  cd ${directory}`);
  for (const command of ["status", "runs show fix-receipts-1", "logs --tail 20", "compile show", "compile graph"])
    say(`  bun millrace ${command}`);
}

function addTask(directory: string, fix: string): Promise<number> {
  const built = `${JS} tools/count-quantity.mjs`;
  const check = `${JS} receipt.test.mjs`;
  return millrace(directory, "add-task", "Receipts add up right", "--id", "fix-receipts", "--run", built, "--check", check, "--fix", fix);
}

async function show(directory: string, program: string, ...args: string[]): Promise<void> {
  const { spawnSync } = await import("node:child_process");
  say(`\n$ ${program} ${args.map((arg) => (arg.includes(" ") ? `'${arg}'` : arg)).join(" ")}`);
  say(spawnSync(program, args, { cwd: directory, encoding: "utf8" }).stdout.trim());
}

function must(code: number, expected: number): void {
  if (code === expected) return;
  say(`\nThe demo expected ${expected} and got ${code}: that is a defect of Millrace.`);
  process.exit(1);
}
