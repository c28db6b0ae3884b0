import type { LifecycleEvent } from "../../../machines/runtime/lifecycle.ts";
import type { Actor } from "../../events/envelope.ts";
import type { EventData } from "../../events/event.ts";
import type { Failure } from "../../kernel/errors/millrace-error.ts";
import type { PreparedRedaction } from "../../log/redact/prepare-redaction.ts";
import type { Policy } from "../../state/policy.ts";
import type { Evidence, Tree } from "../../state/run.ts";
import type { Refusal } from "../../state/state.ts";
import type { FieldValue } from "../../work/fields/field-value.ts";
import type { WorkFields, WorkKind } from "../../work/work-document.ts";
import type { PublishStep } from "./publish-fact.ts";

/** What may be asked of the core. `id` names the asking, so that a repetition returns the first answer. */
export type Command = { id: string; actor: Actor } & (
  | AddItem
  | ReviseItem
  | { type: "removeItem"; item: string; reason: string | null }
  | UnblockItem
  | { type: "retryItem"; item: string; reset: boolean; reason: string | null }
  | { type: "cancelItem"; item: string; reason: string | null }
  | { type: "approveItem"; item: string; reason: string | null }
  | { type: "placeItems"; items: string[]; place: Place }
  | { type: "archiveItems"; items: string[]; reason: string | null }
  | PublishStep
  | { type: "pruneLog"; pruned: EventData<"log.pruned"> }
  | { type: "resolveIncident"; item: string; reason: string | null }
  | { type: "retargetDependency"; item: string; from: string; to: string }
  | { type: "repairLineage"; root: string | null }
  | { type: "resolveRun"; run: string; outcome: "committed" | "failed" | "again"; commit: string | null; reason: string | null }
  | { type: "noteIntake"; refused: Omit<Refusal, "at">[]; cleared: { path: string; reason: string }[] }
  | RedactEvents
  | { type: "claimNext"; item: string | null }
  | { type: "preparedRun"; run: string; tree: Tree | null; baseline: Evidence[] }
  | RequestAttempt
  | { type: "startedAttempt"; run: string; attempt: string; pid: number; started: string }
  | EndedAttempt
  | LostAttempt
  | { type: "verifiedRun"; run: string; tree: Tree | null; evidence: Evidence[] }
  | { type: "failRun"; run: string; detail: string }
  | { type: "fireTimer"; run: string; timer: string }
  | { type: "intendDelivery"; run: string; tree: Tree | null; parent: string | null }
  | { type: "settleDelivery"; run: string; settled: EventData<"delivery.settled"> }
  | { type: "moveRuntime"; event: LifecycleEvent; source: string | null; reason: string | null; now?: boolean | undefined }
  | { type: "reload"; failure?: Failure | null }
  | { type: "adoptPlan"; plan: string; mode: string; loops: Record<string, string>; chosenBy?: string | undefined }
  | { type: "rejectPlan"; mode: string; problems: EventData<"plan.rejected">["problems"] }
  | { type: "changePolicy"; policy: Policy }
);

export type CommandOf<Type extends Command["type"]> = Extract<Command, { type: Type }>;

export interface AddItem {
  type: "addItem";
  kind: WorkKind;
  /** Null: made from `slug`. */
  item: string | null;
  slug: string;
  fields: WorkFields;
  /** The bytes as the operator wrote them; null when the runtime is to write the document. */
  document: string | null;
  body: string;
  /** Fields for readers, by their front matter name, where the runtime writes the document. */
  details?: Readonly<Record<string, FieldValue>> | undefined;
  /** The path of a refused file that this mends. */
  settles?: string | null | undefined;
}

export interface ReviseItem {
  type: "reviseItem";
  item: string;
  fields: WorkFields;
  document: string;
  /** The revision that it was made from, or the beginning of its hash: refused when there is another by now. */
  expect?: string | null | undefined;
  /** The path of a refused file that this mends. */
  settles?: string | null | undefined;
}

/** Where in the queue. */
export type Place = { at: "first" | "last" } | { at: "before" | "after"; item: string } | { at: "priority"; priority: number };

export interface UnblockItem {
  type: "unblockItem";
  item: string;
  reset: boolean;
  reason: string | null;
}

export interface RedactEvents {
  type: "redactEvents";
  seqs: number[];
  /** Hashes of texts that plans name. */
  texts: string[];
  /** Files of finished runs in which a text is overwritten, with their hash before and after. */
  files: { run: string; path: string; from: string; to: string }[];
  reason: string | null;
  /** What the log holds of them: the owner looks it up. */
  found?: PreparedRedaction;
}

export interface RequestAttempt {
  type: "requestAttempt";
  run: string;
  visit: number;
  try: number;
  runner: string;
  request: string;
  tree: Tree | null;
  /** The session that it goes on with. */
  session?: string | null;
  /** The model that its binding names. */
  model?: string | null;
}

export interface LostAttempt extends Omit<EventData<"attempt.lost">, "millis"> {
  type: "lostAttempt";
  run: string;
  attempt: string;
}

export interface EndedAttempt {
  type: "endedAttempt";
  run: string;
  attempt: string;
  report: Omit<EventData<"attempt.ended">, "tree" | "changed" | "protectedChanged" | "outsideChanged">;
  tree: Tree | null;
  changed: string[];
  protectedChanged: string[];
  /** Outside the paths that the item declares; absent where it declares none. */
  outsideChanged?: string[];
}
