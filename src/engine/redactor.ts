import type { AnyNewEvent } from "../events/event.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { diskFailure } from "../log/disk-failure.ts";
import type { EventLog } from "../log/event-log.ts";
import { finishRedactions } from "../log/redact/finish-redactions.ts";
import { type PreparedRedaction, prepareRedaction } from "../log/redact/prepare-redaction.ts";
import { stage } from "../log/redact/staged.ts";
import type { State } from "../state/state.ts";
import type { Command } from "./decide/command.ts";
import { refold } from "./refold.ts";

/** How an owner takes texts out of its log: what stands for them is made durable, then announced, then put in their place. */
export class Redactor {
  readonly #fs: Fs;
  readonly #directory: string;
  readonly #forget: () => void;
  #prepared: PreparedRedaction | null = null;

  /** `directory` is the log's; `forget` makes sure that nothing derived from it is used any more. */
  constructor(fs: Fs, directory: string, forget: () => void) {
    this.#fs = fs;
    this.#forget = forget;
    this.#directory = directory;
  }

  /**
   * A command to redact with what the log holds of it, other commands as they are. What stands for a text names the event that
   * will be the first to tell of it.
   */
  informed(command: Command, state: State): Command {
    if (command.type !== "redactEvents") return command;
    const label = `[redacted by event ${state.seq + 1}]`;
    const found = prepareRedaction(this.#fs, this.#directory, { seqs: command.seqs, texts: command.texts, label });
    this.#prepared = found;
    return { ...command, found };
  }

  /** Makes durable what is to stand in the place of what `events` announce, before they are appended. */
  stage(events: readonly AnyNewEvent[]): void {
    const announced = new Set(events.flatMap((event) => (event.type === "log.redacted" ? event.data.stub : [])));
    const texts = events.flatMap((event) => (event.type === "text.redacted" ? event.data.blob : []));
    const stubs = this.#prepared?.stubs.filter(({ sha }) => announced.has(sha)) ?? [];
    this.#prepared = null;
    try {
      if (stubs.length + texts.length > 0) stage(this.#fs, this.#directory, stubs, texts);
    } catch (error) {
      throw diskFailure(error);
    }
  }

  /** Takes the bytes out of the log and the texts out of the state, which is folded anew. Nothing when nothing was announced. */
  finish(log: EventLog, state: State): void {
    let done = false;
    log.replaceFiles(() => {
      done = finishRedactions(this.#fs, this.#directory, this.#forget);
    });
    if (done) refold(this.#fs, this.#directory, state);
  }
}
