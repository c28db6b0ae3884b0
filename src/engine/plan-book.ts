import { loopText } from "../../machines/loop/loop-text.ts";
import { rebuildLoop } from "../../machines/loop/rebuild-loop.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { sha256 } from "../kernel/sha256.ts";
import { loadText, REDACTED } from "../log/load-text.ts";
import type { FrozenPlan } from "../plan/frozen-plan.ts";
import type { CompiledPlan } from "./compiled-plan.ts";

/** The plans of a log by their hash, read from its blobs once and kept. */
export class PlanBook {
  readonly #fs: Fs;
  readonly #directory: string;
  readonly #plans = new Map<string, CompiledPlan>();

  /** `directory` is the log's. */
  constructor(fs: Fs, directory: string) {
    this.#fs = fs;
    this.#directory = directory;
  }

  /** Throws `log.blob` for a damaged plan, `plan.unknown-vocabulary` for one that newer code froze. */
  get(hash: string): CompiledPlan {
    const known = this.#plans.get(hash);
    if (known) return known;
    const text = loadText(this.#fs, this.#directory, hash);
    const compiled = rebuilt.get(hash) ?? rebuildPlan(hash, text);
    this.#plans.set(hash, compiled);
    return compiled;
  }

  /** As `get`, but null for a plan that was redacted. */
  find(hash: string): CompiledPlan | null {
    try {
      return this.get(hash);
    } catch (error) {
      if (error instanceof MillraceError && error.values.problem === REDACTED) return null;
      throw error;
    }
  }

  /** A frozen text (a prompt, a skill) by its hash. */
  text(hash: string): string {
    return loadText(this.#fs, this.#directory, hash);
  }
}

/** Plans of this process by their hash, which names all that is in them: whoever opens the same log again need not build machines. */
const rebuilt = new Map<string, CompiledPlan>();

function rebuildPlan(hash: string, text: string): CompiledPlan {
  const plan = JSON.parse(text) as FrozenPlan;
  const compiled = { hash, plan, loops: new Map(Object.values(plan.loops).map((loop) => [loop.id, rebuild(hash, loop)])) };
  rebuilt.set(hash, compiled);
  return compiled;
}

function rebuild(
  plan: string,
  frozen: FrozenPlan["loops"][string],
): { loop: CompiledPlan["loops"] extends ReadonlyMap<string, { loop: infer L }> ? L : never; hash: string } {
  const rebuilt = rebuildLoop(frozen);
  if (!rebuilt.ok) throw new MillraceError("plan.unknown-vocabulary", { plan, loop: frozen.id, entries: rebuilt.entries.join(", ") });
  return { loop: rebuilt.loop, hash: sha256(loopText(frozen)) };
}
