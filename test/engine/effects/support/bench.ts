import { createWorkspace } from "../../../../src/engine/create-workspace.ts";
import type { CommandOf } from "../../../../src/engine/decide/command.ts";
import type { EffectContext } from "../../../../src/engine/effects/context.ts";
import { submit } from "../../../../src/engine/effects/submit.ts";
import { ownWorkspace } from "../../../../src/engine/own-workspace.ts";
import type { Store } from "../../../../src/engine/store.ts";
import { canonicalJson } from "../../../../src/kernel/canonical-json.ts";
import type { Proc } from "../../../../src/kernel/ports/proc.ts";
import { sha256 } from "../../../../src/kernel/sha256.ts";
import type { World } from "../../../../src/kernel/world.ts";
import { storeBlob } from "../../../../src/log/blobs.ts";
import type { FrozenPlan } from "../../../../src/plan/frozen-plan.ts";
import type { Run } from "../../../../src/state/run.ts";
import { emptyFields } from "../../../../src/work/empty-fields.ts";
import type { WorkFields, WorkKind } from "../../../../src/work/work-document.ts";
import { SimClock } from "../../../sim/support/sim-clock.ts";
import { SimLock } from "../../../sim/support/sim-lock.ts";
import { FaultyFs } from "../../../support/faulty-fs/faulty-fs.ts";
import { shippedPlan } from "../../../support/shipped-plan.ts";
import { MemoryDispatch } from "./memory-dispatch.ts";
import { MemoryTrees } from "./memory-trees.ts";

const ROOT = "/work space";

/** An owned workspace on a disk in memory, and what its effects work with. */
export class Bench {
  readonly fs = new FaultyFs({ seed: 1 });
  readonly clock = new SimClock();
  readonly trees = new MemoryTrees();
  readonly dispatch = new MemoryDispatch();
  #store: Store | null = null;
  #context: EffectContext | null = null;

  /** A workspace with one plan in force and one item in its queue. */
  static async with(
    plan: (plan: FrozenPlan) => void = () => undefined,
    fields: Partial<WorkFields> = {},
    kind: WorkKind = "task",
  ): Promise<Bench> {
    const bench = new Bench();
    await bench.#open(plan);
    submit(bench.store, {
      type: "addItem",
      kind,
      item: "T1",
      slug: "t1",
      fields: { ...emptyFields("Mend it"), ...fields },
      document: null,
      body: "",
    });
    return bench;
  }

  get store(): Store {
    if (!this.#store) throw new Error("The bench is not open");
    return this.#store;
  }

  get context(): EffectContext {
    if (!this.#context) throw new Error("The bench is not open");
    return this.#context;
  }

  run(id: string): Run {
    const run = this.store.state.runs.get(id);
    if (!run) throw new Error(`There is no live run ${id}`);
    return run;
  }

  /** Claims the task, and gets its run to its first due visit. */
  begin(): string {
    submit(this.store, { type: "claimNext", item: "T1" });
    submit(this.store, { type: "preparedRun", run: "T1-1", tree: this.trees.tree(), baseline: [] });
    return "T1-1";
  }

  /** Orders the due visit's attempt as `attempt` does, without launching anything. */
  request(run: string): string {
    const { visit, tries } = this.run(run);
    const about = { run, visit, try: tries + 1, runner: "shell", request: "b".repeat(64), tree: this.trees.tree() };
    submit(this.store, { type: "requestAttempt", ...about });
    return `${run}.${visit}.${tries + 1}`;
  }

  /** Settles the due visit with a claimed terminal, on the tree as it is. */
  visit(run: string, claimed: string): void {
    const attempt = this.request(run);
    submit(this.store, { type: "startedAttempt", run, attempt, pid: 1, started: "1" });
    const report: CommandOf<"endedAttempt">["report"] = {
      claimed,
      failure: null,
      detail: "",
      exit: 0,
      signal: null,
      millis: 1,
      outputBytes: 0,
      usage: null,
      artifacts: [],
      summary: "",
    };
    submit(this.store, { type: "endedAttempt", run, attempt, report, tree: this.trees.tree(), changed: [], protectedChanged: [] });
  }

  async #open(change: (plan: FrozenPlan) => void): Promise<void> {
    this.fs.makeDirectory(ROOT);
    const self = { pid: 100, started: "1" };
    const { fs, clock } = this;
    let ids = 0;
    const proc = { self: () => self } as Proc;
    const world: World = { fs, clock, ids: { fresh: () => `id${++ids}` }, proc, lock: new SimLock(), indexes: false, env: {} };
    await createWorkspace(world, ROOT, "w");
    const owning = ownWorkspace(world, ROOT, "once");
    if (owning.kind === "taken") throw new Error("The workspace is taken");
    const { store, layout } = owning.owned;
    const { plan } = shippedPlan(change);
    const text = canonicalJson(plan);
    storeBlob(fs, layout.log, text);
    submit(store, { type: "adoptPlan", plan: sha256(text), mode: plan.mode, loops: {} });
    this.#store = store;
    this.#context = { store, dispatch: this.dispatch, trees: this.trees.port, clock, fs, layout, signal: new AbortController().signal };
  }
}
