import * as fs from "node:fs";
import { systemClock } from "../../src/kernel/real/clock.ts";
import type { Sandbox } from "../../src/plan/sandbox/sandbox.ts";
import { newRig, type Rig } from "../runners/support/rig.ts";

const usual: Sandbox = { workspace: "write", write: [], hide: ["~/.ssh"], network: "all", homes: [] };
const ways = {
  without: undefined,
  all: usual,
  none: { ...usual, network: "none" },
  hosts: { ...usual, network: ["127.0.0.1:9"] },
} satisfies Record<string, Sandbox | undefined>;

type Way = keyof typeof ways;

export interface SandboxFigures {
  /** Milliseconds of an attempt that runs `true`, from its supervisor's first look to its last, p50. */
  attempt: Record<Way, number>;
  /** Kilobytes of its supervisor while a program runs, resident. */
  supervisor: Record<Way, number>;
}

/** Runs `rounds` attempts of each kind, one after the other in turn. */
export async function benchSandbox(rounds = 30): Promise<SandboxFigures> {
  const rig = newRig();
  const names = Object.keys(ways) as Way[];
  const times: Record<Way, number[]> = { without: [], all: [], none: [], hosts: [] };
  try {
    rig.dispatch.warm();
    for (let round = 0; round <= rounds; round++) {
      for (const name of names) {
        await systemClock.sleep(250); // the next spare is there by then
        const { millis } = await rig.report({ ...rig.check("true"), sandbox: ways[name] });
        if (round > 0) times[name].push(millis);
      }
    }
    const supervisor = { without: 0, all: 0, none: 0, hosts: 0 };
    for (const name of names) supervisor[name] = await resident(rig, ways[name]);
    const p50 = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    return { attempt: { without: p50(times.without), all: p50(times.all), none: p50(times.none), hosts: p50(times.hosts) }, supervisor };
  } finally {
    await rig.end();
  }
}

async function resident(rig: Rig, sandbox: Sandbox | undefined): Promise<number> {
  const order = { ...rig.check("sleep 300"), sandbox };
  const started = await rig.dispatch.start(order);
  if (started.type !== "started") throw new Error(`not started: ${JSON.stringify(started)}`);
  await systemClock.sleep(1000);
  const rollup = fs.readFileSync(`/proc/${started.identity.pid}/smaps_rollup`, "utf8");
  await rig.dispatch.stop(order, 0);
  return Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}

if (import.meta.main) console.log(JSON.stringify(await benchSandbox(), null, 2));
