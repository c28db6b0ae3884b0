import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import type { Sandbox } from "../../plan/sandbox/sandbox.ts";
import type { Conversation, StageReport } from "./stage-report.ts";
import type { StageEnvironment, StageLimits, StageRunRequest } from "./stage-run-request.ts";
import type { Usage } from "./usage.ts";

/** An attempt by its id and its directory, relative to the workspace root. */
export interface AttemptRef {
  attempt: string;
  directory: string;
  /** Hash of the stage's request as the log has it. When given, a request.json that a stage changed fails its attempt. */
  requestHash?: string;
}

/** An order to launch: a stage by its request, or one check by its command. `epoch` is the owner's. */
export type StageOrder = AttemptRef & { epoch: number } & (
    | { kind: "stage"; request: StageRunRequest }
    | { kind: "check"; command: string; limits: StageLimits; env: StageEnvironment; sandbox?: Sandbox | undefined }
  );

export type StartAnswer =
  | { type: "started"; identity: ProcessIdentity }
  /** The attempt was claimed before, by a supervisor or by `forbid`: look at it. Nothing was launched. */
  | { type: "refused"; reason: string }
  /** Nothing was launched, and nothing claimed the attempt: it may be started again or forbidden. */
  | { type: "failed"; detail: string };

export type LookAnswer =
  | { type: "unclaimed" }
  | { type: "running"; identity: ProcessIdentity }
  | { type: "ended" }
  /** Claimed, but its supervisor is dead and left no outcome (or it was forbidden). Nothing of it lives any more. */
  | { type: "gone"; detail: string };

export type EndAnswer =
  | { type: "ended"; report: StageReport }
  /** With what could be read from the output that it left: it may be resumed, and what it used was spent. */
  | ({ type: "gone"; detail: string; usage?: Usage | null | undefined } & Conversation);

/**
 * Where stages and checks are launched: here, or one day on another machine. An attempt is launched at most once over all
 * owners and crashes, because whoever launches it has to win its claim first. The identity in answers is the supervisor's.
 */
export interface StageDispatch {
  /** Launches an attempt and resolves once its claim is durable and its program was started. */
  start(order: StageOrder): Promise<StartAnswer>;
  /** What became of an attempt that this or an earlier owner ordered. */
  look(ref: AttemptRef): Promise<LookAnswer>;
  /** Takes the claim for nobody, so that no late supervisor can start it; false when a supervisor had claimed it. */
  forbid(ref: AttemptRef, epoch: number): Promise<boolean>;
  /** Waits for the end of a claimed attempt. `signal` only ends the waiting (rejects with its reason), never the attempt. */
  ended(ref: AttemptRef, signal?: AbortSignal): Promise<EndAnswer>;
  /** Ends the attempt's whole tree: TERM, after `graceMillis` KILL. Resolves when nothing of it lives; then `ended` tells. */
  stop(ref: AttemptRef, graceMillis: number): Promise<void>;
  /** Ends the processes of this workspace whose attempt is not live; gives those that were ended. */
  sweep(isLive: (attempt: string) => boolean): Promise<ProcessIdentity[]>;
  /** Keeps one supervisor started ahead of the next order; without it, starts are cold. Idempotent. */
  warm(): void;
  /** Lets go of the spare. Running attempts live on. */
  close(): void;
}
