import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { State } from "../../state/state.ts";
import type { Layout } from "../layout.ts";
import { compileDiagnostics } from "./compile-diagnostics.ts";
import type { PlanFacts } from "./plan-facts.ts";
import { recoveryCounters } from "./recovery-counters.ts";
import { runtimeSnapshot } from "./runtime-snapshot.ts";
import { statusMarker } from "./status-marker.ts";

/** The files of `state/` for its owner. Touches nothing until the first `write`. */
export function openStateFiles(options: { fs: Fs; layout: Layout }): StateFiles {
  return new StateFiles(options.fs, options.layout);
}

/** `state/` in the shapes that the older tools knew: a pure function of the state and its plan. */
export class StateFiles {
  readonly #fs: Fs;
  readonly #layout: Layout;
  /** What each file holds, null where there is none. */
  readonly #held = new Map<string, string | null>();

  constructor(fs: Fs, layout: Layout) {
    this.#fs = fs;
    this.#layout = layout;
  }

  /**
   * Writes the files that differ, not durably, and gives their names. Walks all items: when idle, before the owner lets
   * go, and a few times a second at most. A disk that takes no more throws the platform's error.
   */
  write(state: State, plan: PlanFacts): string[] {
    return Object.entries(stateFiles(state, plan))
      .filter(([name, text]) => this.#put(name, text))
      .map(([name]) => name);
  }

  #put(name: string, text: string | null): boolean {
    if (!this.#held.has(name)) this.#held.set(name, this.#read(name));
    if (this.#held.get(name) === text) return false;
    const path = join(this.#layout.state, name);
    if (text === null) this.#fs.remove(path);
    else {
      this.#fs.makeDirectory(this.#layout.state);
      replaceFile(this.#fs, path, text, { durable: false });
    }
    this.#held.set(name, text);
    return true;
  }

  #read(name: string): string | null {
    try {
      return Buffer.from(this.#fs.read(join(this.#layout.state, name))).toString("utf8");
    } catch (error) {
      if (isFsError(error)) return null;
      throw error;
    }
  }
}

/** The text of each file by name, null for one that is not to be. */
export function stateFiles(state: State, plan: PlanFacts): Record<string, string | null> {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const line = (plane: "execution" | "planning" | "learning"): string => `${statusMarker(state, plane)}\n`;
  return {
    "runtime_snapshot.json": json(runtimeSnapshot(state, plan)),
    "recovery_counters.json": json(recoveryCounters(state)),
    "compiled_plan.json": plan.text,
    "compile_diagnostics.json": json(compileDiagnostics(state, plan)),
    "execution_status.md": line("execution"),
    "planning_status.md": line("planning"),
    "learning_status.md": line("learning"),
  };
}
