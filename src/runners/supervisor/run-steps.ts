import { join } from "node:path";
import type { Clock } from "../../kernel/ports/clock.ts";
import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import type { PipedProcess } from "../../kernel/real/piped-process.ts";
import type { NativeCalls } from "../../kernel/real/proc-native.ts";
import { spawnPiped } from "../../kernel/real/proc-piped.ts";
import type { RunningTalk } from "../drive/start-talk.ts";
import type { LaunchOrder } from "../launch-order.ts";
import type { Cut } from "./cut.ts";
import { type EarsWorld, stepEars } from "./step-ears.ts";

/** How the steps of an attempt ended. */
export interface StepsEnd {
  step: number;
  exit: number | null;
  signal: string | null;
  spawnError: string | null;
  /** The talk with it was over, and it was told to go: how it went then says nothing. */
  dismissed: boolean;
}

export interface StepsWorld extends EarsWorld {
  native: NativeCalls;
  clock: Clock;
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
/** How long a harness has to end its turn before it is asked by a signal. */
const ABORT_MILLIS = 2000;

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
  const stdin = order.drive ? "pipe" : order.stdin === null ? null : { file: join(root, order.stdin) };
  let end: StepsEnd = { step: -1, exit: null, signal: null, spawnError: null, dismissed: false };
  for (const [index, step] of order.steps.entries()) {
    if (world.cut.reason() !== null) return end;
    if (step.heading !== null) world.outputs.take("stdout", new TextEncoder().encode(`${step.heading}\n`));
    const ears = await stepEars(order, world);
    const child = await spawnPiped({ argv: step.argv, cwd: root, env: world.env, stdin, merge: order.merge }, world.native, ears.take);
    if ("error" in child) return { ...end, step: index, exit: null, signal: null, spawnError: `${step.argv[0]}: ${child.error}` };
    const talk = ears.begin(child);
    world.launched(child.identity);
    drains.push(child.drained);
    end = await finish(child, talk, index, world);
    if (end.exit !== 0) return end;
    if (index + 1 < order.steps.length) await Promise.race([child.drained, world.clock.sleep(STEP_DRAIN_MILLIS)]);
  }
  return end;
}

async function finish(child: PipedProcess, talk: RunningTalk | null, step: number, world: StepsWorld): Promise<StepsEnd> {
  const { clock, cut } = world;
  let dismissed = false;
  const over = talk?.over.then(() => {
    dismissed = cut.reason() === null;
  });
  const stays = over?.then(() => clock.sleep(talk?.farewellMillis ?? 0)).then(() => "stays");
  const stayed = (await Promise.race([child.exited, cut.happened, ...(stays ? [stays] : [])])) === "stays";
  if (cut.reason() !== null) {
    if (talk && cut.reason() !== "output_limit") {
      await Promise.race([talk.abort(), child.exited, clock.sleep(Math.min(cut.grace(), ABORT_MILLIS))]);
    }
    await world.end(cut.grace());
  } else if (stayed) {
    await world.end(LEFTOVER_GRACE_MILLIS);
  }
  // What the kernel cannot end would hold us for ever: the outcome is worth more than its exit code.
  const gone = await Promise.race([child.exited, stayed ? clock.sleep(5000).then(() => null) : cutAfter(world, 5000)]);
  return { step, exit: gone?.code ?? null, signal: gone?.signal ?? null, spawnError: null, dismissed };
}

async function cutAfter(world: StepsWorld, millis: number): Promise<null> {
  await world.cut.happened;
  await world.clock.sleep(millis);
  return null;
}
