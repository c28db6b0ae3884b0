import { join, posix } from "node:path";
import type { AnyEvent, EventData } from "../../events/event.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import type { Evidence, Tree } from "../../state/run.ts";
import { runDirectory } from "../../workspace/layout.ts";
import { attemptDirectory } from "../effects/attempt-directory.ts";
import type { Divergence } from "./divergence.ts";
import { fileHash } from "./file-hash.ts";

/** What became of the files that a log names by hash. */
export interface ArtifactVerdict {
  /** Files whose bytes were compared. */
  checked: number;
  /** Paths, relative to the workspace, of files that are not there any more; the first hundred. */
  gone: string[];
  goneCount: number;
  /** Files that are not what the log says. */
  altered: number;
  /** Files that are not, as the log says: a text was overwritten in them. */
  redacted: number;
}

const LISTED = 100;

/**
 * Compares files of attempts and checks with the hashes by which the log names them: requests, what those name in turn (prompt
 * and skills), outputs, results, declared artifacts, output of checks. What is gone is noted, what was altered diverges.
 */
export class ArtifactCheck {
  readonly verdict: ArtifactVerdict = { checked: 0, gone: [], goneCount: 0, altered: 0, redacted: 0 };
  /** Every tree that the log names, by its id. */
  readonly trees = new Map<string, { tree: Tree; seq: number }>();
  /** Files that are not what the log says, and up to which hash later events explain that. */
  readonly #altered = new Map<string, { divergence: Divergence; reached: string }>();
  readonly #fs: Fs;
  readonly #root: string;
  /** Requests of attempts whose end is not read yet: only one that was launched has its files. */
  readonly #requests = new Map<string, { event: AnyEvent; hash: string }>();

  readonly #onFitting: (path: string) => void;

  /** `onFitting` gets each file that is as the log says, by its path relative to the workspace. */
  constructor(fs: Fs, root: string, onFitting: (path: string) => void = () => undefined) {
    this.#fs = fs;
    this.#root = root;
    this.#onFitting = onFitting;
  }

  /** The first file that was altered, once all events are read. */
  get divergence(): Divergence | null {
    return [...this.#altered.values()][0]?.divergence ?? null;
  }

  /** Paths of files that are gone, the first hundred, and of all that were altered. */
  get unfitting(): string[] {
    return [...this.verdict.gone, ...this.#altered.keys()];
  }

  /** To be called with each event in order. */
  read(event: AnyEvent): void {
    switch (event.type) {
      case "run.prepared":
        this.#evidence(event, event.data.tree, event.data.baseline);
        break;
      case "run.verified":
        this.#evidence(event, event.data.tree, event.data.evidence);
        break;
      case "attempt.requested":
        this.#tree(event, event.data.tree);
        this.#requests.set(event.attempt ?? "", { event, hash: event.data.request });
        break;
      case "attempt.lost":
        this.#requests.delete(event.attempt ?? "");
        break;
      case "attempt.ended":
        this.#tree(event, event.data.tree);
        this.#ended(event, event.data);
        break;
      case "run.redacted":
        for (const file of event.data.files) this.#redacted(file);
        break;
      default:
    }
  }

  #redacted({ path, from, to }: EventData<"run.redacted">["files"][number]): void {
    const altered = this.#altered.get(path);
    if (!altered || altered.reached !== from) return;
    altered.reached = to;
    if (altered.divergence.derived !== to) return;
    this.#altered.delete(path);
    this.verdict.altered -= 1;
    this.verdict.redacted += 1;
    this.#onFitting(path);
  }

  #ended(event: AnyEvent, { artifacts, failure }: EventData<"attempt.ended">): void {
    // The one has no request, and of the other the log says itself that what its stage left is not to be trusted.
    if (failure !== "spawn_failed" && failure !== "result_invalid") this.#request(event);
    this.#requests.delete(event.attempt ?? "");
    const directory = attemptDirectory(event.run ?? "", event.attempt ?? "");
    for (const { name, hash } of artifacts) this.#file(event, posix.join(directory, name), hash);
  }

  #request(event: AnyEvent): void {
    const { attempt = "", run = "" } = event;
    const request = this.#requests.get(attempt);
    if (!request) return;
    this.#requests.delete(attempt);
    const path = posix.join(attemptDirectory(run, attempt), attemptFiles.request);
    if (!this.#file(request.event, path, request.hash)) return;
    for (const named of inputsOf(this.#fs.read(join(this.#root, path)))) this.#file(request.event, named.path, named.hash);
  }

  #evidence(event: AnyEvent, judged: Tree | null, evidence: readonly Evidence[]): void {
    this.#tree(event, judged);
    for (const { output, outputHash, tree } of evidence) {
      this.#tree(event, tree);
      if (outputHash) this.#file(event, posix.join(runDirectory(event.run ?? ""), output), outputHash);
    }
  }

  #tree({ seq }: AnyEvent, tree: Tree | null): void {
    if (tree !== null && !this.trees.has(tree.id)) this.trees.set(tree.id, { tree, seq });
  }

  /** Whether the file is there with that hash. A path that leaves the run's directory was never written by an attempt of it. */
  #file({ seq, type, subject, run }: AnyEvent, path: string, hash: string): boolean {
    if (!posix.normalize(path).startsWith(`${runDirectory(run ?? "")}/`)) return false;
    const found = fileHash(this.#fs, join(this.#root, path));
    if (found === null) {
      if (this.verdict.goneCount++ < LISTED) this.verdict.gone.push(path);
      return false;
    }
    this.verdict.checked += 1;
    if (found === hash) {
      this.#onFitting(path);
      return true;
    }
    if (this.#altered.has(path)) return false;
    this.verdict.altered += 1;
    this.#altered.set(path, {
      divergence: { seq, type, subject, what: `the bytes of ${path}`, logged: hash, derived: found },
      reached: hash,
    });
    return false;
  }
}

/** Prompt and skills of a request, whose bytes are those that its hash names. */
function inputsOf(request: Uint8Array): { path: string; hash: string }[] {
  const { prompt, skills } = JSON.parse(new TextDecoder().decode(request)) as {
    prompt: { path: string; hash: string } | null;
    skills: { path: string; hash: string }[];
  };
  return [...(prompt ? [prompt] : []), ...skills];
}
