import { join } from "node:path";
import type { Clock } from "../../kernel/ports/clock.ts";
import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import type { NativeCalls } from "../../kernel/real/proc-native.ts";
import { type OutputSink, type PipedProcess, spawnPiped } from "../../kernel/real/proc-piped.ts";
import type { LaunchOrder } from "../launch-order.ts";
import type { Cut } from "./cut.ts";
import type { OutputFiles } from "./output-files.ts";

/** How the steps of an attempt ended. */
export interface StepsEnd {
  step: number;
  exit: number | null;
  signal: string | null;
  spawnError: string | null;
}

export interface StepsWorld {
  directory: string;
  env: Record<string, string>;
  native: NativeCalls;
  clock: Clock;
  outputs: OutputFiles;
  cut: Cut;
  /** Told of each step's process as soon as it runs. */
  launched(identity: ProcessIdentity): void;
  /** Ends everything that lives, with this grace. */
  end(graceMillis: number): Promise<number>;
}

/** Between steps: what a step wrote last should stand before the next heading, but its background may hold the pipe. */
const STEP_DRAIN_MILLIS = 50;
const LEFTOVER_GRACE_MILLIS = 1000;
const LAST_DRAIN_MILLIS = 1000;

/**
 * Runs the steps one after the other, until one fails or the attempt is cut; then ends whatever lives, and takes the last of
 * the output. Gives how the last step ended, and how many processes it and the others left behind.
 */
export async function runSteps(order: LaunchOrder, world: StepsWorld): Promise<StepsEnd & { leftovers: number }> {
  const drains: Promise<unknown>[] = [];
  try {
    const end = await runEach(order, world, drains);
    const leftovers = await world.end(LEFTOVER_GRACE_MILLIS);
    await Promise.race([Promise.all(drains), world.clock.sleep(LAST_DRAIN_MILLIS)]);
    return { ...end, leftovers };
  } catch (error) {
    await world.end(0);
    throw error;
  }
}

async function runEach(order: LaunchOrder, world: StepsWorld, drains: Promise<unknown>[]): Promise<StepsEnd> {
  const root = join(world.directory, order.root);
  const stdin = order.stdin === null ? null : join(root, order.stdin);
  const take: OutputSink = (stream, bytes) => world.outputs.take(order.merge ? "stdout" : stream, bytes);
  let end: StepsEnd = { step: -1, exit: null, signal: null, spawnError: null };
  for (const [index, step] of order.steps.entries()) {
    if (world.cut.reason() !== null) return end;
    if (step.heading !== null) world.outputs.take("stdout", new TextEncoder().encode(`${step.heading}\n`));
    const child = await spawnPiped({ argv: step.argv, cwd: root, env: world.env, stdin, merge: order.merge }, world.native, take);
    if ("error" in child) return { step: index, exit: null, signal: null, spawnError: `${step.argv[0]}: ${child.error}` };
    world.launched(child.identity);
    drains.push(child.drained);
    end = await finish(child, index, world);
    if (end.exit !== 0) return end;
    if (index + 1 < order.steps.length) await Promise.race([child.drained, world.clock.sleep(STEP_DRAIN_MILLIS)]);
  }
  return end;
}

async function finish(child: PipedProcess, step: number, world: StepsWorld): Promise<StepsEnd> {
  await Promise.race([child.exited, world.cut.happened]);
  if (world.cut.reason() !== null) await world.end(world.cut.grace());
  // What the kernel cannot end would hold us for ever: the outcome is worth more than its exit code.
  const gone = await Promise.race([child.exited, cutAfter(world, 5000)]);
  return { step, exit: gone?.code ?? null, signal: gone?.signal ?? null, spawnError: null };
}

async function cutAfter(world: StepsWorld, millis: number): Promise<null> {
  await world.cut.happened;
  await world.clock.sleep(millis);
  return null;
}
