import type { Clock } from "../../kernel/ports/clock.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { Trees } from "../../kernel/ports/trees.ts";
import type { StageDispatch } from "../../runners/contract/stage-dispatch.ts";
import type { Layout } from "../../workspace/layout.ts";
import type { Store } from "../store.ts";

/** What an effect works with. `signal` asks it to stop: it ends what it started and records that it was interrupted. */
export interface EffectContext {
  store: Store;
  dispatch: StageDispatch;
  trees: Trees;
  clock: Clock;
  fs: Fs;
  layout: Layout;
  signal: AbortSignal;
}
