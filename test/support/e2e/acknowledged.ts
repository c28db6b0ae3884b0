import assert from "node:assert/strict";
import { streamOf, type Workspace } from "./workspace.ts";

/** Events that owners showed on standard output: each was acknowledged by that, and must be in the log for ever. */
export class Acknowledged {
  readonly #shown = new Map<number, string>();

  get count(): number {
    return this.#shown.size;
  }

  /** What an owner wrote with `--json` until it ended, however it ended; its last line may be cut short. */
  note(out: string): void {
    const whole = out.slice(0, out.lastIndexOf("\n") + 1);
    for (const { event } of streamOf(whole)) {
      if (!event) continue;
      const said = keyOf(event);
      assert.equal(this.#shown.get(event.seq) ?? said, said, `event ${event.seq} was shown twice, differently`);
      this.#shown.set(event.seq, said);
    }
  }

  check(workspace: Workspace, about: string): void {
    const logged = new Map(workspace.events().map((event) => [event.seq, keyOf(event)]));
    for (const [seq, said] of this.#shown) assert.equal(logged.get(seq), said, `${about}: event ${seq} was acknowledged and is lost`);
  }
}

function keyOf(event: { type: string; subject: string; epoch: number; attempt?: string | null }): string {
  return `${event.type} ${event.subject} ${event.attempt ?? ""} of epoch ${event.epoch}`;
}
