import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { systemClock } from "../../src/kernel/real/clock.ts";

const PROGRAM = join(import.meta.dirname, "support/bare-supervisor.ts");

/**
 * Milliseconds until the first act of a program that a bare Bun program starts: one that has waited for its order as long as a spare
 * does, and one that is started for it. `directory` gets their output.
 */
export async function launchFloor(directory: string, rounds: number): Promise<{ spare: number[]; cold: number[] }> {
  const spare: number[] = [];
  const cold: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const waited = join(directory, `waited-${round}`);
    const waiting = bare([], "pipe");
    await systemClock.sleep(600);
    const ordered = now();
    waiting.stdin?.end(`${orderOf(waited)}\n`);
    await ended(waiting);
    spare.push(firstAct(waited) - ordered);
    const started = join(directory, `started-${round}`);
    const began = now();
    await ended(bare([orderOf(started)], "ignore"));
    cold.push(firstAct(started) - began);
  }
  return { spare, cold };
}

/** Kilobytes that a bare Bun program holds while the program runs that it started. */
export async function bareResident(directory: string): Promise<number> {
  const child = bare([JSON.stringify({ argv: ["sleep", "300"], output: join(directory, "sleeping") })], "ignore");
  await systemClock.sleep(1000);
  const rollup = readFileSync(`/proc/${child.pid}/smaps_rollup`, "utf8");
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ");
  for (const pid of children) process.kill(Number(pid), "SIGKILL");
  await ended(child);
  return Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}

function bare(args: readonly string[], stdin: "pipe" | "ignore") {
  return spawn(process.execPath, [PROGRAM, ...args], { cwd: "/", env: { PATH: process.env.PATH }, stdio: [stdin, "ignore", "ignore"] });
}

const orderOf = (output: string): string => JSON.stringify({ argv: ["sh", "-c", "date +%s%N"], output });

function ended(child: ReturnType<typeof bare>): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

const firstAct = (file: string): number => Number(readFileSync(file, "utf8")) / 1e6;

const now = (): number => performance.timeOrigin + performance.now();
