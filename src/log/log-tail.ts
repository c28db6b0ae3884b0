import { join } from "node:path";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs, OpenFile } from "../kernel/ports/fs.ts";
import { diskFailure } from "./disk-failure.ts";
import { segmentName } from "./layout.ts";
import type { LogPosition } from "./position.ts";
import { writeAll } from "./write-all.ts";

/** The end of a log that its owner writes to: fences, rolls, writes, takes back what failed. Knows bytes, not events. */
export class LogTail {
  readonly #fs: Fs;
  readonly #directory: string;
  readonly #segmentBytes: number;
  #file: OpenFile;
  #segment: string;
  #path: string;
  #size: number;
  /** An owner's first write never starts a segment: so an owner before it finds the segment longer than it left it. */
  #wrote = false;
  /** Why nothing can be written any more. */
  #dead: MillraceError | null = null;

  constructor(fs: Fs, directory: string, segment: string, size: number, segmentBytes: number) {
    this.#fs = fs;
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    this.#segment = segment;
    this.#path = join(directory, segment);
    this.#size = size;
    this.#file = fs.open(this.#path, "write");
  }

  /** Throws why the log refuses to write, if it does. */
  refuseIfDead(): void {
    if (this.#dead) throw new MillraceError(this.#dead.code, this.#dead.values, this.#dead);
  }

  /**
   * Writes whole batches that start with event `seq`; they are durable after `sync` or `syncSoon`, and then `settle`d.
   * Gives where they start. Throws `log.fenced`, `log.disk` or `log.io`; nothing of them is then in the file.
   */
  write(bytes: Uint8Array, seq: number): Pick<LogPosition, "segment" | "offset"> {
    this.refuseIfDead();
    this.#fence();
    if (this.#wrote && this.#size >= this.#segmentBytes) this.#roll(seq);
    try {
      writeAll(this.#file, bytes, this.#size);
    } catch (error) {
      throw this.#takeBack(error);
    }
    return { segment: this.#segment, offset: this.#size };
  }

  /** Throws `log.fenced` once another owner wrote. Only while nothing of this one is being written. */
  refuseIfFenced(): void {
    this.refuseIfDead();
    this.#fence();
  }

  /** Blocking. A failure is final: the pages may be marked clean without being on the disk, so that a retry would lie. */
  sync(): void {
    try {
      this.#file.sync();
    } catch (error) {
      throw this.#syncFailed(error);
    }
  }

  async syncSoon(): Promise<void> {
    try {
      await this.#file.syncSoon();
    } catch (error) {
      throw this.#syncFailed(error);
    }
  }

  /** What was written and synced belongs to the log. */
  settle(bytes: number): void {
    this.#size += bytes;
    this.#wrote = true;
  }

  /** Lets `action` put other files, each of the same length, in the place of segments, and goes on with the new ones. */
  replaceFiles(action: () => void): void {
    this.refuseIfDead();
    this.#fence();
    this.#file.close();
    try {
      action();
    } finally {
      this.#file = this.#reopened();
    }
    this.#fence();
  }

  #reopened(): OpenFile {
    try {
      return this.#fs.open(this.#path, "write");
    } catch (error) {
      throw this.#unexpected(error);
    }
  }

  close(): void {
    this.#dead ??= new MillraceError("log.closed");
    this.#file.close();
  }

  /** Another owner leaves the segment at another length, or puts another log in its place. */
  #fence(): void {
    const size = this.#fs.facts(this.#path)?.size;
    if (size === this.#size) return;
    const problem =
      size === undefined
        ? `${this.#segment} is gone: the workspace was moved, or its log replaced`
        : `${this.#segment} has ${size} bytes, not ${this.#size}`;
    throw this.#die(new MillraceError("log.fenced", { problem }));
  }

  /** Makes the next segment, durable before it is used. */
  #roll(seq: number): void {
    const segment = segmentName(seq);
    const path = join(this.#directory, segment);
    let file: OpenFile;
    try {
      file = this.#fs.open(path, "create");
    } catch (error) {
      if (isFsError(error, "EEXIST")) throw this.#die(new MillraceError("log.fenced", { problem: `${segment} is not ours` }));
      throw diskFailure(error);
    }
    try {
      file.sync();
      this.#fs.syncDirectory(this.#directory);
    } catch (error) {
      file.close();
      throw this.#syncFailed(error);
    }
    this.#file.close();
    this.#file = file;
    this.#segment = segment;
    this.#path = path;
    this.#size = 0;
  }

  /** After a failed write the file must end where it ended before, durably, before anything else is written. */
  #takeBack(error: unknown): MillraceError {
    if (!isFsError(error)) throw this.#unexpected(error);
    const failure = diskFailure(error);
    try {
      if (this.#file.size() === this.#size) return failure;
      this.#file.truncate(this.#size);
      this.#file.sync();
      return failure;
    } catch (second) {
      if (!isFsError(second)) throw this.#unexpected(second);
      return this.#die(new MillraceError("log.broken", { problem: `a failed write could not be taken back: ${second.message}` }, failure));
    }
  }

  #syncFailed(error: unknown): MillraceError {
    if (!isFsError(error)) throw this.#unexpected(error);
    return this.#die(new MillraceError("log.sync-failed", { code: error.code, problem: error.message }, error));
  }

  /** Not a word of the disk's, so that nobody knows what it did. */
  #unexpected(error: unknown): unknown {
    this.#die(new MillraceError("log.broken", { problem: String(error) }, error));
    return error;
  }

  #die(error: MillraceError): MillraceError {
    this.#dead = error;
    return error;
  }
}
