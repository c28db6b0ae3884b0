import type { AnyEvent } from "../events/event.ts";
import type { World } from "../kernel/world.ts";
import type { Host } from "./host.ts";
import type { StepOrder } from "./inspect/step-order.ts";
import type { RegistryEntry } from "./registry-entry.ts";

/** What an operation says while it is at work, for whoever wants to watch. */
export type OperationProgress =
  /** An event became durable; `text` tells it in a sentence. `unending` where no result follows soon that says how a run ended. */
  | { type: "event"; event: AnyEvent; text: string; unending?: boolean }
  /** One of many commands was answered. */
  | {
      type: "answer";
      line: number;
      status: "applied" | "pending" | "rejected";
      item: string | null;
      seq: number | null;
      error: OperationError | null;
    }
  | { type: "note"; text: string }
  /**
   * A piece of the result, which is data and goes where the result goes; as JSON it is a line of its own. `same` when nothing
   * has changed since the last one: only a screen that is drawn anew wants it.
   */
  | { type: "part"; part: { type: string; [member: string]: unknown }; same?: boolean };

/** A refusal as data, the same in every surface. */
export interface OperationError {
  code: string;
  message: string;
  fix: string | null;
  /** True when the same may succeed later without anything being changed. */
  retryable: boolean;
}

/** Opens a text in a person's editor, under a name; gives it as it was left. Throws `cli.editor` when the editor fails. */
export type EditText = (text: string, name: string) => Promise<EditedText>;

export interface EditedText {
  text: string;
  /** Where it is kept until it is taken. */
  path: string;
  discard(): void;
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
  /** Walks a person through the log, and gives the sequence at which they left; absent where no person is at a terminal. */
  step?: ((order: StepOrder) => Promise<number>) | undefined;
  /** The bytes that came along with the request (standard input); absent where the surface has none. */
  input?: () => Promise<Uint8Array>;
  /** Lets a person change a text in their editor; absent where nobody sits at a terminal. */
  edit?: EditText;
  /** Every operation of the surface; absent where none may be typed. */
  commands?: readonly RegistryEntry[];
  /** Serves the HTTP application; absent where the surface cannot. */
  host?: Host;
}
