import { Draw } from "./draw.ts";

/** What one seed stands for: printed when it fails, so that the scenario can be understood and replayed. */
export interface SimOptions {
  seed: number;
  mode: "once" | "daemon";
  /** Documents that the operator brings, by command, by file, or by both. */
  documents: number;
  /** Chance that a document is one that must be refused. */
  invalid: number;
  maxRuns: number;
  /** Lives of the runtime that may end badly, before it is left in peace. */
  crashes: number;
  /** Chance that the runtime dies between two of its effects. */
  deaths: number;
  /** Where the runtime dies above all: at this step of an effect, or at this part of the disk; null: anywhere. */
  step: string | null;
  part: string | null;
  /** Of the bad ends, so many leave the machine up: only the process dies, and what was not synced stays visible. */
  kills: number;
  /** Chance that a life meets a disk that fails for a while. */
  diskFaults: number;
  /** Chance that a life only hangs, loses its lock to another, and wakes up later. */
  hangs: number;
  /** Chance that a supervisor dies without a result. */
  loss: number;
  /** Chance that a stage never ends by itself. */
  endless: number;
  /** Chance that a supervisor reports twice: another report after the first, or one after it was held for gone. */
  doubles: number;
  /** Stages run on another machine, behind a network that loses, doubles, delays and reorders with this chance; null: here. */
  network: number | null;
  /** The wall clock: jumps of up to a day with this chance at each effect; how fast it runs. */
  jumps: number;
  rate: number;
  delivery: "commit" | "worktree" | "none";
  retriesPerVisit: number;
  interruptionsPerVisit: number;
  incidentsPerRoot: number;
  /** US dollars that the runs of one item may use; 0 for no limit. */
  usdPerItem: number;
  /** Other limits that bind: they change the course, so that no parity can be asked. */
  runsPerItem: number;
  itemsPerRoot: number;
  /** For starts that do one thing and end; 0: none. */
  attemptsPerDay: number;
  /** The operator also cancels, stops and retries, at times on which the course depends: no parity is asked then. */
  meddles: boolean;
}

/** Parts of the disk that a crash may be aimed at. */
const PARTS = ["/log/0", "/blobs/", "/mailbox/", "/queue/", "/active/", "/done/", "/blocked/", "/state/"] as const;

export function optionsOf(seed: number): SimOptions {
  const draw = new Draw(seed);
  const meddles = draw.chance(0.2);
  // Death at every step alike would seldom let a run come to its rare ones.
  const step = draw.pick([null, null, "start", "look", "forbid", "ended", "record", "commit", "find", "stop"]);
  const part = step === null ? draw.pick([null, ...PARTS]) : null;
  const maxRuns = draw.pick([1, 1, 2, 4]);
  // Only a daemon claims more than one item.
  const mode = draw.chance(maxRuns === 1 ? 0.2 : 0.7) ? "daemon" : "once";
  return {
    seed,
    mode,
    documents: mode === "daemon" ? maxRuns + draw.below(2) : 1 + draw.below(3),
    invalid: draw.pick([0, 0, 0.2]),
    maxRuns,
    crashes: 1 + draw.below(6),
    deaths: step !== null || part !== null ? 0.001 : draw.pick([0.001, 0.01, 0.05, 0.1]),
    step,
    part,
    kills: draw.pick([0, 0.3, 1]),
    diskFaults: draw.pick([0, 0.3, 0.7]),
    hangs: draw.pick([0, 0, 0, 0.3]),
    loss: draw.chance(0.3) ? 0.1 : 0,
    endless: draw.chance(0.1) ? 0.03 : 0,
    doubles: draw.chance(0.3) ? 0.3 : 0,
    network: draw.pick([null, null, 0, 0.1, 0.3]),
    jumps: draw.pick([0, 0, 0.02]),
    rate: draw.pick([1, 1, 1, 0.5, -0.01]),
    delivery: draw.pick(["commit", "commit", "worktree", "none"]),
    retriesPerVisit: draw.below(4),
    // A visit that was lost too often blocks its run: rightly, but then the course is another one.
    interruptionsPerVisit: meddles ? draw.below(4) : 1000,
    incidentsPerRoot: draw.below(3),
    usdPerItem: new Draw(seed * 23 + 5).pick([0, 0, 0, 1, 3]),
    runsPerItem: meddles ? draw.pick([5, 1, 2]) : 5,
    itemsPerRoot: meddles ? draw.pick([200, 1, 2]) : 200,
    attemptsPerDay: meddles && mode === "once" ? draw.pick([0, 0, 20]) : 0,
    meddles,
  };
}

/** The same work on a machine where nothing goes wrong. */
export function withoutFaults(options: SimOptions): SimOptions {
  const network = options.network === null ? null : 0;
  return { ...options, crashes: 0, deaths: 0, diskFaults: 0, hangs: 0, loss: 0, endless: 0, doubles: 0, network, jumps: 0, rate: 1 };
}
