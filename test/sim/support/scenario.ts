import { createWorkspace } from "../../../src/engine/create-workspace.ts";
import { type StartParts, startOnce } from "../../../src/engine/start-once.ts";
import { submitCommand } from "../../../src/engine/submit-command.ts";
import { canonicalJson } from "../../../src/kernel/canonical-json.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import type { Proc } from "../../../src/kernel/ports/proc.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { World } from "../../../src/kernel/world.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { CrashError } from "../../support/faulty-fs/crash-error.ts";
import { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { type Random, seededRandom } from "../../support/faulty-fs/random.ts";
import { policy } from "../../support/policy.ts";
import { shippedPlan } from "../../support/shipped-plan.ts";
import { simAgent } from "./sim-agent.ts";
import { SimClock } from "./sim-clock.ts";
import { SimMachine } from "./sim-dispatch.ts";
import { SimLock } from "./sim-lock.ts";
import { SimRepository } from "./sim-trees.ts";

/** What one seed stands for: printed when it fails, so that the scenario can be understood and replayed. */
export interface SimOptions {
  seed: number;
  tasks: number;
  maxRuns: number;
  /** Crashes of the runtime and its machine, before it is left in peace. */
  crashes: number;
  /** Chance that a supervisor dies without a result. */
  loss: number;
  /** Chance that the runtime dies between two of its effects. */
  deaths: number;
}

export function optionsOf(seed: number): SimOptions {
  const random = seededRandom(seed);
  return {
    seed,
    tasks: 1 + Math.floor(random() * 3),
    maxRuns: [1, 1, 2, 4][Math.floor(random() * 4)] ?? 1,
    crashes: Math.floor(random() * 5),
    loss: random() < 0.3 ? 0.1 : 0,
    deaths: [0.001, 0.01, 0.05, 0.1][Math.floor(random() * 4)] ?? 0.01,
  };
}

const ROOT = "/work space";

/** One simulated machine: its disk, clock, lock, repository and the attempts on it. */
export class Scenario {
  readonly options: SimOptions;
  readonly clock = new SimClock();
  readonly lock = new SimLock();
  readonly repository = new SimRepository();
  readonly machine: SimMachine;
  readonly #random: Random;
  disk: FaultyFs;
  crashes = 0;
  #ids = 0;

  constructor(options: SimOptions) {
    this.options = options;
    this.#random = seededRandom(options.seed * 7 + 1);
    this.disk = new FaultyFs({ seed: options.seed, now: () => this.clock.wall() });
    this.machine = new SimMachine(simAgent(options.seed, this.repository), seededRandom(options.seed * 13 + 5));
    this.machine.loss = options.loss;
  }

  get root(): string {
    return ROOT;
  }

  /** A process of the runtime on this machine, as it is now. It dies for good with the disk that it saw. */
  world(): World {
    const ids = { fresh: () => `id${++this.#ids}` };
    const self = { pid: 100, started: "1" };
    return { fs: this.disk, clock: this.clock, ids, proc: { self: () => self } as Proc, lock: this.lock, indexes: false, env: {} };
  }

  async prepare(): Promise<void> {
    this.disk.makeDirectory(ROOT);
    this.disk.syncDirectory("/");
    await createWorkspace(this.world(), ROOT, "sim");
    for (let task = 1; task <= this.options.tasks; task++) {
      const dependsOn = task > 1 && this.#random() < 0.3 ? [`T${task - 1}`] : [];
      const fields = { ...emptyFields(`Task ${task}`), checks: ["check"], dependsOn, paths: [`dir${task}`] };
      const command = { type: "addItem", kind: "task", item: `T${task}`, slug: "t", fields, document: null, body: "" } as const;
      await submitCommand(this.world(), ROOT, command);
    }
  }

  /** Starts until nothing is left to do; crashes as often as the options say. */
  async work(): Promise<void> {
    for (let starts = 0; starts < 200; starts++) {
      const mayCrash = this.crashes < this.options.crashes;
      const ended = await this.#start(mayCrash);
      if (ended === "nothing") return;
      if (ended !== "crashed") continue;
      this.crashes += 1;
      this.disk = this.disk.crash();
      this.lock.die();
    }
    throw new Error("Work never ended");
  }

  async #start(mayCrash: boolean): Promise<"nothing" | "worked" | "crashed"> {
    const life = { dead: false };
    if (mayCrash) {
      const at = this.disk.operations + 1 + Math.floor(2 ** (this.#random() * 11));
      this.disk.plan = (operation) => {
        if (operation.index < at) return undefined;
        life.dead = true;
        return operation.name === "write"
          ? { kind: "crash", bytes: Math.floor(this.#random() * (operation.bytes + 1)) }
          : { kind: "crash" };
      };
    }
    try {
      const signal = new AbortController().signal;
      await startOnce(this.world(), ROOT, { signal }, this.#parts(life, mayCrash));
      return "worked";
    } catch (error) {
      if (life.dead || error instanceof CrashError) return "crashed";
      if (error instanceof MillraceError && error.code === "item.none-ready") return "nothing";
      throw error;
    } finally {
      life.dead = true;
      this.disk.plan = undefined;
    }
  }

  #parts(life: { dead: boolean }, mayCrash: boolean): StartParts {
    const turn = async (): Promise<void> => {
      await null;
      if (mayCrash && this.#random() < this.options.deaths) life.dead = true;
      if (life.dead) throw new CrashError();
    };
    const { plan } = shippedPlan((frozen) => {
      frozen.delivery = "commit";
    });
    const text = canonicalJson(plan);
    const live = policy({ maxRuns: this.options.maxRuns });
    return {
      effects: async (world, { store, layout }, signal) => ({
        store,
        dispatch: this.machine.dispatch(turn),
        trees: this.repository.trees(turn),
        clock: world.clock,
        fs: world.fs,
        layout,
        signal,
      }),
      compile: async () => ({
        ok: true,
        plan,
        hash: sha256(text),
        text,
        files: [],
        prices: {},
        policy: live,
        workspaceName: null,
        provenance: {},
        warnings: [],
      }),
    };
  }
}
