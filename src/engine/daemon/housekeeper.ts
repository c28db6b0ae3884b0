import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { DirectoryWatch } from "../../kernel/real/watch-directories.ts";
import type { World } from "../../kernel/world.ts";
import { dayAt } from "../../state/day.ts";
import { INBOX } from "../../workspace/documents/inbox.ts";
import { Bell } from "../bell.ts";
import type { Control } from "../control/control.ts";
import type { Driver } from "../driver.ts";
import { drainMailbox } from "../mailbox/drain.ts";
import type { Owned } from "../own-workspace.ts";
import type { Projection } from "../project-owned.ts";
import { takeInDocuments } from "../take-in-documents.ts";
import { FIRST_PAUSE, nextPause, type SinceLook } from "./look-pause.ts";

/** All in milliseconds. A look at every file; between two of them a look goes by the directories' times. */
const FULL_LOOK_EVERY = 60_000;
/** Between two looks at least: a file that is the same in both is taken for whole. */
const SETTLE = 500;
/** Between two flushes of what is derived. */
const FLUSH_EVERY = 250;
/** After a flush that failed. */
const RETRY = 2000;
/** A look may take one part in so many of the time. */
const LOOK_SHARE = 20;
const SNAPSHOT_EVERY_EVENTS = 4000;

const NOTHING: Readonly<SinceLook> = { stirred: false, heard: false, found: false };

export interface Household {
  world: World;
  owned: Owned;
  projection: Projection;
  driver: Driver;
  control: Control;
  /** Hints at changes in the mailbox and the documents. */
  watch: (onHint: (path: string) => void) => DirectoryWatch;
  onNote: (note: string) => void;
}

/**
 * What a daemon does beside driving runs: mailbox, documents, everything derived, snapshots and sync marks. It sleeps between
 * looks and is woken by hints; while nothing happens it writes nothing.
 */
export class Housekeeper {
  readonly #house: Household;
  readonly #bell = new Bell();
  readonly #told = new Set<string>();
  #mail = true;
  /** Directories of documents of which something was heard, relative to `millrace-agents/`. */
  #touched = new Set<string>();
  #dirty = true;
  #since: SinceLook = { ...NOTHING };
  #pause = FIRST_PAUSE;
  #lookAt: number;
  #fullLookAt: number;
  #notBefore = 0;
  #flushAt = 0;
  #snapshotSeq: number;
  #day = "";

  constructor(house: Household) {
    this.#house = house;
    const now = house.world.clock.monotonic();
    this.#lookAt = now + this.#pause.millis;
    this.#fullLookAt = now + FULL_LOOK_EVERY;
    this.#snapshotSeq = house.owned.store.state.seq;
    house.owned.store.listen(() => {
      this.#since.stirred = true;
      if (this.#dirty) return;
      this.#dirty = true;
      this.#bell.ring();
    });
  }

  /** Keeps house until `signal` ends it. Throws what the log throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { world } = this.#house;
    const watch = this.#house.watch((path) => this.#hint(path));
    signal.addEventListener("abort", () => this.#bell.ring(), { once: true });
    try {
      while (!signal.aborted) {
        this.#house.owned.mustBeInPlace();
        const now = world.clock.monotonic();
        if (now >= this.#lookAt) watch.renew();
        await this.#drain(now);
        await this.#look(now);
        this.#flush(now);
        this.#turnDay();
        if (!signal.aborted) await this.#bell.wait({ clock: world.clock, millis: this.#due() - world.clock.monotonic() });
      }
    } finally {
      watch.close();
    }
  }

  #hint(path: string): void {
    const { layout } = this.#house.owned;
    this.#since.heard = true;
    if (path === layout.mailboxIncoming) this.#mail = true;
    else this.#touched.add(path === layout.ideasInbox ? INBOX : path.slice(layout.agents.length + 1));
    this.#bell.ring();
  }

  #due(): number {
    const hinted = this.#mail ? 0 : this.#touched.size > 0 ? this.#notBefore : Number.POSITIVE_INFINITY;
    return Math.min(this.#lookAt, hinted, this.#dirty ? this.#flushAt : Number.POSITIVE_INFINITY);
  }

  async #drain(now: number): Promise<void> {
    if (!this.#mail && now < this.#lookAt) return;
    this.#mail = false;
    const { world, owned, control } = this.#house;
    try {
      const drained = await drainMailbox(world.fs, owned.layout, { state: owned.store.state, clock: world.clock, apply: control.apply });
      if (drained > 0) this.#since.found = true;
    } catch (error) {
      this.#excuse(error);
    }
  }

  async #look(now: number): Promise<void> {
    if (now < this.#lookAt && !(this.#touched.size > 0 && now >= this.#notBefore)) return;
    const { world, owned, projection, driver } = this.#house;
    const touched = this.#touched;
    const since = this.#since;
    this.#touched = new Set();
    this.#since = { ...NOTHING };
    const full = now >= this.#fullLookAt;
    const before = owned.store.state.seq;
    let pending = false;
    try {
      const options = { how: full ? "full" : "gated", touched, onNote: (note: string) => this.#tell(note) } as const;
      const report = await takeInDocuments(world, owned, projection, options);
      pending = report.pending;
      if (report.taken) since.found = true;
      projection.documents.save();
    } catch (error) {
      this.#excuse(error);
    }
    if (owned.store.state.seq !== before) driver.wake();
    if (pending) this.#since.heard ||= since.heard;
    else this.#pause = nextPause(this.#pause, since);
    const after = world.clock.monotonic();
    this.#notBefore = after + Math.max(SETTLE, (after - now) * LOOK_SHARE);
    this.#lookAt = after + (pending ? SETTLE : this.#pause.millis);
    if (full) this.#fullLookAt = after + FULL_LOOK_EVERY;
  }

  #flush(now: number): void {
    if (!this.#dirty || now < this.#flushAt) return;
    const { world, owned, projection, driver } = this.#house;
    if (driver.idle) owned.store.mark();
    this.#dirty = false;
    try {
      projection.flush();
      if (owned.store.state.seq - this.#snapshotSeq >= SNAPSHOT_EVERY_EVENTS) {
        owned.snapshot();
        this.#snapshotSeq = owned.store.state.seq;
      }
    } catch (error) {
      this.#dirty = true;
      this.#excuse(error);
    }
    const after = world.clock.monotonic();
    this.#flushAt = after + (this.#dirty ? RETRY : Math.max(FLUSH_EVERY, (after - now) * LOOK_SHARE));
  }

  /** A new day brings a new budget. */
  #turnDay(): void {
    const day = dayAt(this.#house.world.clock.wall());
    if (this.#day !== "" && day !== this.#day) this.#house.driver.wake();
    this.#day = day;
  }

  /** What is derived, receipts of commands too, can be made later: a disk that refuses it now is told of, and tried again. */
  #excuse(error: unknown): void {
    if (error instanceof MillraceError || !isFsError(error)) throw error;
    this.#tell(`What is derived from the log could not be written (${error.code}); it is tried again`);
  }

  /** Once each: a file that stays wrong is seen at every look. */
  #tell(note: string): void {
    if (this.#told.has(note)) return;
    if (this.#told.size > 1000) this.#told.clear();
    this.#told.add(note);
    this.#house.onNote(note);
  }
}
