/** The plain JSON data of a loop. Authored in machines/ or compiled from a document; frozen by `freezeLoop`. */
export interface LoopDefinition {
  /** `<plane>.<name>`, e.g. `execution.standard`. */
  readonly id: string;
  readonly plane: Plane;
  readonly version: number;
  /** Work kind to the stage in which its runs begin. */
  readonly entries: Readonly<Record<string, string>>;
  /** Default limits by name; a mode may override them. */
  readonly limits: Readonly<Record<string, number>>;
  readonly stages: Readonly<Record<string, StageRule>>;
  readonly machine: LoopMachine<LimitRef>;
}

export const planes = ["execution", "planning", "learning"] as const;
export type Plane = (typeof planes)[number];

export const resultClasses = ["success", "followup_needed", "blocked", "escalate_planning"] as const;
export type ResultClass = (typeof resultClasses)[number];

export const itemOutcomes = ["done", "blocked", "handoff"] as const;
export type ItemOutcome = (typeof itemOutcomes)[number];

/** Every stage may report it, and every loop handles it everywhere. */
export const failureTerminal = "BLOCKED";

export interface StageRule {
  /** The legal terminals. */
  readonly terminals: readonly string[];
  readonly resultClass: Readonly<Record<string, ResultClass>>;
  /** A verdict stage: the runtime runs the required checks after a claimed pass. */
  readonly verifies?: boolean;
  /** The terminals that claim success and can be refuted. */
  readonly passes?: readonly string[];
  /** The effective terminal of a refuted pass. */
  readonly refutesTo?: string;
}

/** A limit by name, replaced by its number when the loop is frozen. */
export interface LimitRef {
  readonly $limit: string;
}

/** XState's JSON, in one regular form: branches are always a list, rules always named and parameterised. */
export interface LoopMachine<Extra = never> {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, LoopState<Extra>>>;
}
export type LoopState<Extra = never> = StageState<Extra> | ChoiceState<Extra> | FinalState;
/** A stage: its events are terminals. */
export interface StageState<Extra = never> {
  readonly on: Readonly<Record<string, readonly Branch<Extra>[]>>;
}
/** A transient state, left in the same step. */
export interface ChoiceState<Extra = never> {
  readonly always: readonly Branch<Extra>[];
}
export interface FinalState {
  readonly type: "final";
  readonly output: FinalOutput;
}
export interface FinalOutput {
  /** What becomes of the work item. */
  readonly item: ItemOutcome;
  /** A stable word for why. */
  readonly reason: string;
}
/** The first branch whose guard holds is taken. */
export interface Branch<Extra = never> {
  readonly target: string;
  readonly guard?: Rule<Extra>;
  readonly actions?: readonly Rule<Extra>[];
}
/** A vocabulary entry with its parameters. */
export interface Rule<Extra = never> {
  readonly type: string;
  readonly params: Readonly<Record<string, string | number | Extra>>;
}
