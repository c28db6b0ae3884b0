import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { World } from "../kernel/world.ts";
import { choiceText } from "../plan/modes/mode-choice.ts";
import type { FinishedRun, Run } from "../state/run.ts";
import { adoptCompiled } from "./adopt-compiled.ts";
import { asWorkingOwner, type StartOptions, type WorkEnd } from "./as-working-owner.ts";
import { compileWorkspace } from "./compile-workspace.ts";
import { controlOf } from "./control/control.ts";
import { serveWhile } from "./control/serve-while.ts";
import { Driver, type Rest } from "./driver.ts";
import { localEffects } from "./local-effects.ts";
import { drainAsOwner } from "./mailbox/drain-as-owner.ts";
import { serveMailbox } from "./mailbox/serve.ts";
import { moveLifecycle } from "./move-lifecycle.ts";
import { noneReady } from "./none-ready.ts";
import type { Owned } from "./own-workspace.ts";
import { slotsTaken } from "./ready.ts";
import { takeInSettled } from "./take-in-documents.ts";

export interface StartOnceOptions extends StartOptions {
  /** The item to work on; the next ready one when absent. */
  item?: string;
  /** Visits after which no further stage is launched. */
  maxStages?: number;
}

export interface StartOnceResult {
  outcome: "done" | "blocked" | "handoff" | "cancelled" | "interrupted" | "stages" | "paused" | "stopped";
  /** The runs that ended in this call. */
  runs: FinishedRun[];
  /** Visits settled in this call. */
  stages: number;
}

/** What a start takes from the machine; the simulator has its own. */
export interface StartParts {
  effects: typeof localEffects;
  compile: typeof compileWorkspace;
}

const REAL: StartParts = { effects: localEffects, compile: compileWorkspace };

/**
 * Owns the workspace, carries on what an earlier owner left, or else claims the next ready item, and drives it to the end
 * of its loop. Throws `owner.taken`, `plan.invalid`, `item.none-ready`, or what the log throws; whatever was acknowledged
 * before stands, and the next start carries on from there.
 */
export async function startOnce(world: World, root: string, options: StartOnceOptions, parts: StartParts = REAL): Promise<StartOnceResult> {
  const { rest, stages, runs } = await asWorkingOwner(world, root, options, {
    role: "once",
    keep: Number.POSITIVE_INFINITY,
    async work(here, owned, projection) {
      await takeInSettled(here, owned, projection, { onNote: (note) => options.onNote?.(note), signal: options.signal });
      return await work(here, owned, options, parts);
    },
  });
  return { outcome: outcomeOf(rest, runs), runs, stages };
}

async function work(world: World, owned: Owned, options: StartOnceOptions, parts: StartParts): Promise<WorkEnd> {
  const { store, layout } = owned;
  await drainAsOwner(world, owned);
  moveLifecycle(owned, "STARTED");
  const compiled = await parts.compile(world, layout.root, options.mode === undefined ? {} : { mode: options.mode });
  await adoptCompiled(world, owned, compiled);
  if (compiled.ok && compiled.choice) options.onNote?.(choiceText(compiled.choice));
  if (!compiled.ok) options.onNote?.("The plan does not compile, so the last good one stays in force: millrace compile validate");
  for (const run of store.state.runs.values()) options.onNote?.(carriedOn(run));
  let claims = slotsTaken(store.state) > 0 ? 0 : 1;
  if (claims > 0 && store.state.lifecycle === "running") refuseWhenNoneIsReady(owned, options.item);
  const effects = await parts.effects(world, owned, options.signal);
  const driver = new Driver(effects, {
    mayClaim: () => claims-- > 0,
    item: options.item ?? null,
    maxStages: options.maxStages ?? Number.POSITIVE_INFINITY,
  });
  const serving = new AbortController();
  const control = controlOf({ world, owned, driver, compile: parts.compile, mode: options.mode, onNote: options.onNote });
  const served = serveMailbox(world, owned, control, serving.signal).catch((error: unknown) => driver.fail(error));
  try {
    return { rest: await serveWhile(control, options.serve, options.onNote, () => driver.run()), stages: driver.settled };
  } finally {
    serving.abort();
    await served;
    await drainAsOwner(world, owned);
    effects.dispatch.close();
  }
}

function refuseWhenNoneIsReady({ store }: Owned, item: string | undefined): void {
  const { state } = store;
  if (item !== undefined || state.plan === null) return;
  const refusal = noneReady(state, store.plans.get(state.plan.hash).plan.loopFor);
  if (refusal) throw new MillraceError(refusal.code, refusal.values);
}

function outcomeOf(rest: Rest, runs: FinishedRun[]): StartOnceResult["outcome"] {
  if (rest !== "idle") return rest;
  return runs.at(-1)?.outcome ?? "paused";
}

function carriedOn({ id, position, attempt }: Run): string {
  return `Carries on ${id} at ${position.stage}${attempt ? `, with attempt ${attempt.id} that was under way` : ""}`;
}
