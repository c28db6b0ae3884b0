import type { Sandbox } from "../../plan/sandbox/sandbox.ts";
import type { TokenPrice } from "../../state/cost-of.ts";
import type { Usage } from "./usage.ts";

/** A file by its path relative to the workspace root, and the SHA-256 of its bytes. */
export interface NamedFile {
  path: string;
  hash: string;
}

export interface StageLimits {
  timeoutSeconds: number;
  /** Between the request to end (TERM) and the end (KILL). */
  graceSeconds: number;
  /** Standard output and error together; what is beyond is never written to disk. */
  outputBytes: number;
  /** Of harnesses, each for one attempt; absent or 0 for no limit. Tokens: input and output together, cached input too. */
  tokens?: number | undefined;
  costUsd?: number | undefined;
  /** How often the same tool call, or the same two in turn, may follow one another. */
  repeats?: number | undefined;
  /** Without any event of the harness. */
  stallSeconds?: number | undefined;
}

/** The conversation of an earlier attempt of the same visit, by the same runner, with which this one shall go on. */
export interface Resume {
  session: string;
  /** The attempt that last spoke in it. */
  attempt: string;
  /** What the session had counted in all by then: harnesses that count up are normalised by taking it off. */
  usage: Usage | null;
}

export interface StageEnvironment {
  /** Names taken from the runtime's environment on top of the common ones. */
  allow: string[];
  /** Values that the plan states. */
  set: Record<string, string>;
}

/**
 * How much a harness may do without asking; each adapter says what a level means for it. `report` is for stages that judge
 * or plan: they change nothing but what they leave in their own directory.
 */
export type Permission = "report" | "basic" | "elevated" | "maximum";

/** What starts the work: an adapter by its name, and what it is told beside the prompt. */
export interface RunnerOrder {
  name: string;
  /** The program and its first arguments; empty where the adapter knows it. */
  argv: string[];
  model: string | null;
  /** How hard the model shall think, in the harness's own words; its default when absent. */
  effort?: string | undefined;
  /** Only of harnesses; "basic" when absent. */
  permission?: Permission | undefined;
  /** Whether the harness shall hold the agent's final answer to the form of a result; only of harnesses that can. */
  structured?: boolean | undefined;
  /** Arguments for the harness beyond those that the adapter gives it. */
  extraArgs?: string[] | undefined;
}

/** What became of an earlier visit of the run. Members that may be absent are so in older requests. */
export interface EarlierVisit {
  stage: string;
  /** The terminal that counted. */
  terminal: string;
  summary: string;
  visit?: number | undefined;
  /** What the stage had claimed; null for nothing. */
  claimed?: string | null | undefined;
  /** Why its claim did not count; null where it did. */
  failure?: string | null | undefined;
  /** Where its last attempt left its files. */
  directory?: string | undefined;
  /** The checks that refuted its claim, each with where its output lies. */
  refutedBy?: { check: string; exit: number | null; output: string }[] | undefined;
}

/**
 * What a runner is asked to do: one visit's attempt, whole, with its inputs named by hash so that it could go to another
 * machine. All paths are relative to the workspace root. Kept as `request.json` in the attempt's directory.
 */
export interface StageRunRequest {
  schema: "millrace.stage-request.v1";
  /** `<run>.<visit>.<try>`. */
  attempt: string;
  run: string;
  visit: number;
  try: number;
  item: { id: string; kind: string; title: string; revision: string; document: string };
  plane: string;
  loop: string;
  stage: string;
  legalTerminals: string[];
  successTerminal: string;
  verifies: boolean;
  /** Hash of the frozen plan. */
  plan: string;
  runner: RunnerOrder;
  /** What the agent is told; null for runners that need no words. */
  prompt: NamedFile | null;
  skills: NamedFile[];
  /** The tree that the stage finds, null where none could be named. */
  tree: { kind: "git" | "manifest"; id: string } | null;
  /** The attempt's directory. */
  directory: string;
  /** Where the agent may leave its StageResult; inside `directory`. */
  resultPath: string;
  checks: string[];
  /** Commands of the work item: what a scripted builder runs. */
  runCommands: string[];
  fixCommands: string[];
  /** Earlier visits of the run, oldest first. */
  previous: EarlierVisit[];
  limits: StageLimits;
  env: StageEnvironment;
  /** What the operating system holds it to; absent for nothing. */
  sandbox?: Sandbox | undefined;
  /** Absent in older requests, and null where there is nothing to go on with. */
  resume?: Resume | null | undefined;
  /** Of the model (of the runner, where no model is named), where the configuration has one. */
  price?: TokenPrice | null | undefined;
}
