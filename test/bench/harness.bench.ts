import * as fs from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { loadNativeCalls } from "../../src/kernel/real/proc-native.ts";
import { spawnPiped } from "../../src/kernel/real/proc-piped.ts";
import { adapterNamed } from "../../src/runners/adapters.ts";
import { childEnvironment } from "../../src/runners/child-environment.ts";
import type { StageOrder } from "../../src/runners/contract/stage-dispatch.ts";
import { loadDriver } from "../../src/runners/drive/load-driver.ts";
import { startTalk } from "../../src/runners/drive/start-talk.ts";
import type { HarnessBench } from "../runners/harness-contract.ts";
import { acpBench } from "../runners/support/acp.ts";
import { claudeBench } from "../runners/support/claude.ts";
import { codexBench } from "../runners/support/codex.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { piBench } from "../runners/support/pi.ts";
import { newRig, type Rig } from "../runners/support/rig.ts";
import { type Figure, most } from "./support/figure.ts";
import { median, spread } from "./support/statistics.ts";

const harnesses = [
  { name: "codex", program: harnessProgram("codex"), open: codexBench },
  { name: "claude", program: harnessProgram("claude"), open: claudeBench },
  { name: "pi", program: harnessProgram("pi"), open: piBench },
  { name: "acp", program: harnessProgram("acp"), open: acpBench },
] as const;

/** Notes when the harness itself begins and ends, also when it is told to end. */
const stamped = 'trap : TERM; date +%s%N > "$STAMPS.began"; "$0" "$@"; code=$?; date +%s%N > "$STAMPS.ended"; exit $code';

/**
 * What an attempt costs beside its harness: until the harness begins, and from its end to the report. Beside it the same
 * program with the same arguments and the same talk is started by this process itself, in turn in the same run, to see whether
 * the harness lives longer in an attempt; a busy machine says little about that. Bars: 50 ms and 60 MB.
 */
export async function benchHarnesses(rounds = 8): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, program, open } of harnesses) {
    if (program === null) continue;
    const bench = await open(program);
    try {
      figures.push(...(await figuresOf(name, bench, rounds)));
    } finally {
      await bench.close();
    }
  }
  return figures;
}

async function figuresOf(name: string, bench: HarnessBench, rounds: number): Promise<Figure[]> {
  const rig = newRig();
  const bare: number[] = [];
  const within: number[] = [];
  const added: number[] = [];
  const megabytes: number[] = [];
  try {
    rig.dispatch.warm();
    for (let round = 0; round <= rounds; round++) {
      const alone = await lifeOf(rig, bench, (order) => runBare(rig, order));
      await systemClock.sleep(400); // the next spare is there by then
      let most = 0;
      const attempt = await lifeOf(rig, bench, async (order) => {
        most = await runAttempt(rig, order);
      });
      if (round === 0) continue; // the first run of a program reads it from the disk
      bare.push(alone.life);
      within.push(attempt.life);
      added.push(attempt.around);
      megabytes.push(most);
    }
  } finally {
    await rig.end();
  }
  return [
    {
      what: `attempt by ${name}, beside ${name} itself`,
      measured: median(added),
      unit: "ms",
      bar: most(50),
      detail: `${spread(added)}; ${name} lives ${Math.round(median(within))} ms in an attempt, ${Math.round(median(bare))} ms alone`,
    },
    { what: `supervisor of ${name}, resident at its most`, measured: median(megabytes), unit: "MB", bar: most(60) },
  ];
}

/** How long the harness lived, and how long everything around it took, in milliseconds. */
async function lifeOf(
  rig: Rig,
  bench: HarnessBench,
  work: (order: Extract<StageOrder, { kind: "stage" }>) => Promise<void>,
): Promise<{ life: number; around: number }> {
  const order = stage(rig, bench);
  const { runner } = order.request;
  const stamps = join(rig.root, `stamps-${order.attempt}`);
  order.request.runner = { ...runner, argv: ["sh", "-c", stamped, ...runner.argv] };
  order.request.env.set.STAMPS = stamps;
  const began = performance.now();
  await work(order);
  const whole = performance.now() - began;
  const [from = 0, to = 0] = ["began", "ended"].map((name) => Number(fs.readFileSync(`${stamps}.${name}`, "utf8")) / 1e6);
  return { life: to - from, around: whole - (to - from) };
}

function stage(rig: Rig, bench: HarnessBench): Extract<StageOrder, { kind: "stage" }> {
  const limits = { timeoutSeconds: 60, graceSeconds: 1, outputBytes: 1024 * 1024, repeats: 20, tokens: 1_000_000, stallSeconds: 50 };
  return rig.stage({ ...bench.meets({ type: "run", command: "true" }, { type: "say", text: "### BUILDER_COMPLETE" }), limits });
}

async function runAttempt(rig: Rig, order: StageOrder): Promise<number> {
  const started = await rig.dispatch.start(order);
  if (started.type !== "started") throw new Error(`not started: ${JSON.stringify(started)}`);
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, peakMegabytes(started.identity.pid));
  }, 100);
  const end = await rig.dispatch.ended(order);
  clearInterval(looking);
  if (end.type !== "ended" || end.report.claimed !== "BUILDER_COMPLETE") throw new Error(`failed: ${JSON.stringify(end)}`);
  return peak;
}

function peakMegabytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has ended
  }
}

/** The program with its talk, and nothing around it. */
async function runBare(rig: Rig, { request, directory }: Extract<StageOrder, { kind: "stage" }>): Promise<void> {
  const launch = adapterNamed(request.runner.name)?.prepare(request);
  if (!launch || "refused" in launch || request.prompt === null) throw new Error("nothing to launch");
  const [step] = launch.steps;
  const env = {
    ...childEnvironment(process.env, request.env.allow, request.env.set),
    MILLRACE_RESULT: join(rig.root, directory, "result.json"),
  };
  const prompt = join(rig.root, request.prompt.path);
  const stdin = launch.drive ? "pipe" : { file: prompt };
  let take = (_bytes: Uint8Array): void => undefined;
  const native = await loadNativeCalls();
  const makeDriver = launch.drive ? await loadDriver(launch.drive) : null;
  const child = await spawnPiped({ argv: step?.argv ?? [], cwd: rig.root, env, stdin, merge: false }, native, (stream, bytes) => {
    if (stream === "stdout") take(bytes);
    return true;
  });
  if ("error" in child) throw new Error(child.error);
  if (makeDriver !== null && child.input !== null) {
    const world = { input: child.input, log: { note: () => undefined }, tell: () => undefined, heard: () => undefined };
    const talk = startTalk(makeDriver, { ...world, prompt: fs.readFileSync(prompt, "utf8"), root: rig.root });
    take = talk.take;
    await talk.over;
    await Promise.race([child.exited, systemClock.sleep(talk.farewellMillis)]);
    try {
      process.kill(-child.identity.pid, "SIGTERM");
    } catch {
      // it has ended by itself
    }
  }
  await child.exited;
}

if (import.meta.main) console.log(JSON.stringify(await benchHarnesses(), null, 2));
