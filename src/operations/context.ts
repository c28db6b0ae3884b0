import type { AnyEvent } from "../events/event.ts";
import type { World } from "../kernel/world.ts";
import type { Host } from "./host.ts";

/** What an operation says while it is at work, for whoever wants to watch. */
export type OperationProgress =
  /** An event became durable; `text` tells it in a sentence. */
  | { type: "event"; event: AnyEvent; text: string }
  /** One of many commands was answered. */
  | {
      type: "answer";
      line: number;
      status: "applied" | "pending" | "rejected";
      item: string | null;
      seq: number | null;
      error: OperationError | null;
    }
  | { type: "note"; text: string };

/** A refusal as data, the same in every surface. */
export interface OperationError {
  code: string;
  message: string;
  fix: string | null;
  /** True when the same may succeed later without anything being changed. */
  retryable: boolean;
}

/** What an operation is given beside its input. */
export interface OperationContext {
  world: World;
  /** Absolute path of the workspace, found on first use. Throws `workspace.none`. */
  root(): string;
  /** Absolute path of the caller's directory: what the input names as files is relative to it. Null where the caller is elsewhere. */
  directory: string | null;
  /** The workspace that the caller named, absolute, whether it is one or not; null when none was named. */
  named: string | null;
  /** Absolute path of the program's entry file; null in a compiled executable. */
  entry: string | null;
  signal: AbortSignal;
  progress(event: OperationProgress): void;
  /** Lines that came along with the request (standard input); null where the surface has none. */
  lines: AsyncIterable<string> | null;
  /** Serves the HTTP application; absent where the surface cannot. */
  host?: Host;
}
