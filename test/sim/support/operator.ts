import { submitCommand } from "../../../src/engine/submit-command.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import type { Draw } from "./draw.ts";
import type { Life } from "./life.ts";
import { unharmed } from "./unharmed.ts";
import type { Witness } from "./witness.ts";
import type { Act } from "./work-list.ts";

export interface OperatorParts {
  root: string;
  acts: readonly Act[];
  draw: Draw;
  witness: Witness;
  /** The plan's files do not compile the next time. */
  breakPlan: () => void;
  /** The operator sees this as wrong. */
  blame: (problem: string) => void;
}

/** Milliseconds for an answer by the mailbox, without any event before a stop is asked for, and of patience until then. */
const ANSWER = 6000;
const QUIET = 7000;
const PATIENCE = 3_600_000;

/** A person who brings documents and commands, each until it was acknowledged, whatever dies meanwhile. */
export class Operator {
  readonly #parts: OperatorParts;
  #done = 0;
  #tries = 0;
  /** The file that is half written. */
  #half: Extract<Act, { type: "drop" }> | null = null;
  /** Files that were left, by the item that each is to become. */
  readonly left = new Map<string, { path: string; text: string }>();

  constructor(parts: OperatorParts) {
    this.#parts = parts;
  }

  get isDone(): boolean {
    return this.#done >= this.#parts.acts.length;
  }

  /** Does the next act, or tries it once more. One that was also done beside a process that hangs is done once. */
  async next(life: Life): Promise<void> {
    const at = this.#done;
    const act = this.#parts.acts[at];
    if (act && (await this.#perform(act, life)) && this.#done === at) this.#done = at + 1;
  }

  /** Writes on, as whoever was stopped by a machine that went down, before anything else runs on it again. */
  finishWriting(life: Life): void {
    const half = this.#half;
    if (half === null) return;
    this.#write(half, life);
    if (this.#parts.acts[this.#done] === half) this.#done += 1;
  }

  /** Works beside a daemon, and stops it when all is quiet. `hint` says that a directory changed, or keeps silent. */
  async accompany(life: Life, hint: (path: string) => void): Promise<void> {
    const { draw, witness } = this.#parts;
    while (!this.isDone) {
      await life.clock.sleep(draw.below(3000));
      if (life.isHung) return;
      await this.next(life);
      if (life.isHung) return;
      if (draw.chance(0.7)) hint(layoutOf(this.#parts.root).mailboxIncoming);
    }
    const acted = life.clock.monotonic();
    const until = acted + PATIENCE;
    const isQuiet = () => witness.liveRuns === 0 && life.clock.monotonic() - Math.max(witness.lastAt, acted) >= QUIET;
    do await life.clock.sleep(1000);
    while (!life.isHung && life.clock.monotonic() < until && !isQuiet());
    if (life.clock.monotonic() >= until) this.#parts.blame(`the daemon came to no rest in ${PATIENCE} ms`);
    while (!life.isHung) {
      const command = { type: "moveRuntime", event: "STOP_REQUESTED", source: "operator", reason: null } as const;
      this.#tries += 1;
      await this.#command(`stop-${this.#tries}`, command, true, life);
      await life.clock.sleep(1000);
    }
  }

  async #perform(act: Act, life: Life): Promise<boolean> {
    switch (act.type) {
      case "break-plan":
        this.#parts.breakPlan();
        return true;
      case "command":
        return await this.#command(act.id, act.command, act.mayFail, life);
      case "drop":
        return await this.#drop(act, life);
    }
  }

  async #command(id: string, command: Extract<Act, { type: "command" }>["command"], mayFail: boolean, life: Life): Promise<boolean> {
    const { root, witness, blame } = this.#parts;
    try {
      const answer = await submitCommand(life.world(1), root, command, { id, waitMillis: ANSWER });
      if (answer.status === "pending") return false;
      witness.acknowledged(answer.seq, life.disk);
      return true;
    } catch (error) {
      if (life.isDead || isFsError(error)) return false;
      if (!(error instanceof MillraceError)) throw error;
      if (error.code.startsWith("log.")) return false;
      if (!mayFail) blame(`command ${id} was refused: ${error.code} ${JSON.stringify(error.values)}`);
      return true;
    }
  }

  async #drop(act: Extract<Act, { type: "drop" }>, life: Life): Promise<boolean> {
    if (act.slow) {
      unharmed(life.disk, () => put(life.disk, this.#pathOf(act), act.text.slice(0, act.text.length / 2)));
      this.#half = act;
      await life.clock.sleep(this.#parts.draw.below(400));
      if (life.isDead) return false;
    }
    this.#write(act, life);
    return true;
  }

  #write(act: Extract<Act, { type: "drop" }>, life: Life): void {
    const path = this.#pathOf(act);
    unharmed(life.disk, () => put(life.disk, path, act.text));
    this.left.set(act.item, { path, text: act.text });
    if (this.#half === act) this.#half = null;
  }

  #pathOf({ path }: Extract<Act, { type: "drop" }>): string {
    return `${layoutOf(this.#parts.root).agents}/${path}`;
  }
}

/** Writes a file durably, as an editor does. */
export function put(disk: FaultyFs, path: string, text: string): void {
  const names = path.split("/").slice(0, -1);
  disk.makeDirectory(names.join("/"));
  disk.write(path, text);
  const file = disk.open(path, "write");
  file.sync();
  file.close();
  for (let depth = names.length; depth > 0; depth--) disk.syncDirectory(names.slice(0, depth).join("/") || "/");
}
