import * as fs from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { newRig, type Rig } from "../runners/support/rig.ts";
import { bareResident, launchFloor } from "./launch-floor.ts";

export interface LaunchFigures {
  /** Milliseconds from a durable result to the first act of the next stage's program (`date`, its own start included). */
  spare: { p50: number; p95: number };
  cold: { p50: number; p95: number };
  /** Milliseconds from the durable result until `ended` gave its report. */
  noticed: { p50: number; p95: number };
  /** The same of a bare Bun program, and of no supervisor at all: what the machine itself takes, in the same minutes. */
  floor: { spare: number; cold: number; child: number; resident: number };
  /** Kilobytes of a supervisor while its program runs: resident, and not shared with others. */
  supervisor: { resident: number; unshared: number };
}

/** Between the ways of launching, so that none has the quiet minute for itself. */
const BLOCKS = 4;

/** Runs `rounds` stages one after the other, with the spare and without. Bars: 10 ms and 40 ms at p50, 35 MB. */
export async function benchLaunch(rounds = 40): Promise<LaunchFigures> {
  const rig = newRig();
  try {
    const launches: Record<"spare" | "cold" | "noticed" | "bareSpare" | "bareCold" | "child", number[]> = {
      spare: [],
      cold: [],
      noticed: [],
      bareSpare: [],
      bareCold: [],
      child: [],
    };
    // In turns, so that figures and floors see the same machine.
    for (let block = 0; block < BLOCKS; block++) {
      const each = Math.ceil(rounds / BLOCKS);
      for (const way of ["cold", "spare"] as const) {
        const { launches: times, notices } = await chain(rig, each, way === "spare");
        launches[way].push(...times);
        launches.noticed.push(...notices);
      }
      const bare = await launchFloor(rig.root, each);
      launches.bareSpare.push(...bare.spare);
      launches.bareCold.push(...bare.cold);
      launches.child.push(...(await plainChildren(rig, each)));
    }
    const supervisor = await memory(rig);
    const middle = (of: keyof typeof launches): number => summary(launches[of]).p50;
    const floor = {
      spare: middle("bareSpare"),
      cold: middle("bareCold"),
      child: middle("child"),
      resident: await bareResident(rig.root),
    };
    return {
      floor,
      spare: summary(launches.spare),
      cold: summary(launches.cold),
      noticed: summary(launches.noticed),
      supervisor,
    };
  } finally {
    await rig.end();
  }
}

async function chain(rig: Rig, rounds: number, warm: boolean): Promise<{ launches: number[]; notices: number[] }> {
  const launches: number[] = [];
  const notices: number[] = [];
  if (warm) rig.dispatch.warm();
  await systemClock.sleep(500);
  let durable = now();
  for (let round = 0; round < rounds; round++) {
    // A stage works for a while: long enough for the next spare to be there.
    const argv = ["sh", "-c", "date +%s%N; sleep 0.4; echo '### BUILDER_COMPLETE'"];
    const order = rig.stage({ runner: { name: "command", argv, model: null } });
    await rig.dispatch.start(order);
    const launched = Number(rig.read(order, "stdout.txt").split("\n")[0]) / 1e6 || (await launchTime(rig, order));
    if (round > 0) launches.push(launched - durable);
    const outcome = join(rig.root, order.directory, "outcome.json");
    while (!fs.existsSync(outcome)) await systemClock.sleep(1);
    durable = now();
    await rig.dispatch.ended(order);
    notices.push(now() - durable);
  }
  rig.dispatch.close();
  return { launches, notices };
}

async function launchTime(rig: Rig, order: { attempt: string; directory: string }): Promise<number> {
  for (;;) {
    const line = rig.read(order, "stdout.txt").split("\n")[0] ?? "";
    if (line !== "") return Number(line) / 1e6;
    await systemClock.sleep(1);
  }
}

async function plainChildren(rig: Rig, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const out = join(rig.root, `plain-${round}`);
    const began = now();
    const env = { PATH: process.env.PATH ?? "" };
    await systemProc.spawn({ argv: ["sh", "-c", "date +%s%N"], cwd: rig.root, env, stdin: "ignore", stdout: out, stderr: "ignore" }).ended;
    times.push(Number(fs.readFileSync(out, "utf8").trim().split("\n").at(-1)) / 1e6 - began);
  }
  return times;
}

async function memory(rig: Rig): Promise<LaunchFigures["supervisor"]> {
  const order = rig.check("sleep 300");
  const started = await rig.dispatch.start(order);
  if (started.type !== "started") throw new Error(`not started: ${JSON.stringify(started)}`);
  await systemClock.sleep(1000);
  const rollup = fs.readFileSync(`/proc/${started.identity.pid}/smaps_rollup`, "utf8");
  const kilobytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
  await rig.dispatch.stop(order, 0);
  return { resident: kilobytes("Rss"), unshared: kilobytes("Private_Clean") + kilobytes("Private_Dirty") };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function summary(values: number[]): { p50: number; p95: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}

if (import.meta.main) console.log(JSON.stringify(await benchLaunch(), null, 2));
