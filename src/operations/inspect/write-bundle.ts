import { createHash } from "node:crypto";
import { join } from "node:path";
import { readEvents } from "../../engine/read-events.ts";
import { ArtifactCheck } from "../../engine/replay/artifact-check.ts";
import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { PRODUCT } from "../../kernel/product.ts";
import type { World } from "../../kernel/world.ts";
import { listSegments } from "../../log/layout.ts";
import { logStart } from "../../log/log-start.ts";
import { createRedactor } from "../../runners/redact.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import { missingTexts } from "../history/missing-texts.ts";
import { iso } from "../iso.ts";
import { type BundledFile, type BundleManifest, PIECE, sealed } from "./bundle-format.ts";
import { damageOf } from "./damage-of.ts";
import { FileWriter } from "./file-writer.ts";

/** A file that goes into the bundle, up to a length. */
interface Chosen {
  path: string;
  bytes: number;
}

/**
 * Writes the log up to the end of a run (or whole), all blobs that it names, and the run's requests, prompts,
 * outputs and results, as far as they are what the log says. The log's bytes are
 * chained by hash, so a secret in them cannot be taken out: it is refused with `export.secret`.
 */
export function writeBundle(world: World, root: string, run: string | null, path: string) {
  const { fs } = world;
  const directory = layoutOf(root).log;
  const slice = survey(world, root, run);
  const { head } = slice;
  const segments = listSegments(fs, directory).filter(({ name }) => name <= head.segment);
  const chosen: Chosen[] = segments.map(({ name }) => ({
    path: `${relativeLayout.log}/${name}`,
    bytes: name === head.segment ? head.end : (fs.facts(join(directory, name))?.size ?? 0),
  }));
  chosen.push(...blobsNamedIn(fs, root, chosen), ...filesOf(fs, root, slice.artifacts));
  refuseSecrets(world, root, chosen);
  const files = chosen.map((one): BundledFile => ({ ...one, sha256: hashOf(fs, root, one) }));
  const lacking = [...slice.lacking, ...files.filter(isDamagedBlob).map(({ path }) => path)];
  const manifest: BundleManifest = {
    format: "millrace.bundle.v1",
    product: PRODUCT,
    written: iso(world.clock.wall()),
    run,
    head: { seq: head.seq, hash: head.hash },
    events: slice.events,
    runs: slice.runs,
    files,
  };
  const file = new FileWriter(fs, path);
  try {
    file.write(`${sealed(manifest)}\n`);
    for (const one of chosen) {
      for (const { at, bytes } of pieces(fs, root, one))
        file.write(`${JSON.stringify({ path: one.path, at, base64: Buffer.from(bytes).toString("base64") })}\n`);
    }
    return { asOf: head.seq, runs: slice.runs, events: slice.events, bytes: file.finish(), damage: damageOf(slice.end), lacking };
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** Where the slice ends, and what its run left. Reading stops at what cannot be read; a bundle holds what is before it. */
function survey(world: World, root: string, run: string | null) {
  // A log that was pruned begins by the word of an event, which has to come along.
  const begins = logStart(world.fs, layoutOf(root).log)?.pruned?.at.seq ?? 0;
  let last = 0;
  const runs = new Set<string>();
  const artifacts = new Set<string>();
  const named = new ArtifactCheck(world.fs, root, (path) => artifacts.add(path));
  const texts = missingTexts(world.fs, layoutOf(root).log);
  const whole = readEvents(world, root, {
    onEvent(event) {
      if (run === null) texts.onEvent(event);
      if (event.run !== undefined) runs.add(event.run);
      // A line that was redacted is only whole with the event that names its stub.
      if (event.type === "log.redacted" && (event.data as { seq: number }).seq <= last) last = event.seq;
      if (event.run === undefined || (run !== null && event.run !== run)) return;
      last = event.seq;
      named.read(event as AnyEvent);
    },
  });
  const { head, events } = run === null ? whole : readEvents(world, root, { to: Math.max(last, begins), onEvent: texts.onEvent });
  const lacking = [...named.unfitting, ...texts.problems().map(({ where }) => `${relativeLayout.log}/${where}`)];
  return { head, events, runs: run === null ? runs.size : 1, artifacts, lacking, end: whole.end };
}

/** Everything in the log that is the name of a blob, and what those blobs (plans) name in turn. */
function blobsNamedIn(fs: Fs, root: string, sources: readonly Chosen[]): Chosen[] {
  const seen = new Set<string>();
  const found: Chosen[] = [];
  let queue = [...sources];
  while (queue.length > 0) {
    const next: Chosen[] = [];
    for (const source of queue) {
      for (const line of linesOf(fs, root, source)) {
        for (const [, hash = ""] of line.matchAll(/"([0-9a-f]{64})"(?!\}$)/g)) {
          if (seen.has(hash)) continue;
          const path = `${relativeLayout.blobs}/${hash.slice(0, 2)}/${hash}`;
          const facts = fs.facts(join(root, path));
          if (facts?.kind !== "file") continue;
          seen.add(hash);
          next.push({ path, bytes: facts.size });
        }
      }
    }
    found.push(...next);
    queue = next;
  }
  return found;
}

/** Its name is its hash: the bytes are not those that the log means. */
function isDamagedBlob({ path, sha256 }: BundledFile): boolean {
  return path.startsWith(`${relativeLayout.blobs}/`) && !path.endsWith(sha256);
}

/** Files of attempts and checks that are as the log names them. */
function filesOf(fs: Fs, root: string, paths: ReadonlySet<string>): Chosen[] {
  return [...paths].map((path) => ({ path, bytes: fs.facts(join(root, path))?.size ?? 0 }));
}

/** What has the form of a well-known token, or is a secret of this environment. A mere assignment to a telling name is no proof. */
const CERTAIN = /\[redacted:(?!assigned\])/g;

function refuseSecrets(world: World, root: string, chosen: readonly Chosen[]): void {
  const redact = createRedactor(world.env);
  for (const one of chosen) {
    let line = 0;
    for (const text of linesOf(world.fs, root, one)) {
      line += 1;
      const before = text.match(CERTAIN)?.length ?? 0;
      const after = redact(text).match(CERTAIN)?.length ?? 0;
      if (after > before) throw new MillraceError("export.secret", { path: one.path, line });
    }
  }
}

function* linesOf(fs: Fs, root: string, file: Chosen): Generator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for (const { bytes } of pieces(fs, root, file)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function* pieces(fs: Fs, root: string, { path, bytes }: Chosen): Generator<{ at: number; bytes: Uint8Array }> {
  const file = fs.open(join(root, path), "read");
  try {
    for (let at = 0; at < bytes; ) {
      const into = new Uint8Array(Math.min(PIECE, bytes - at));
      const got = file.read(into, at);
      if (got === 0) throw new MillraceError("cli.unreadable", { path, problem: "it became shorter while it was read" });
      yield { at, bytes: into.subarray(0, got) };
      at += got;
    }
  } finally {
    file.close();
  }
}

function hashOf(fs: Fs, root: string, file: Chosen): string {
  const hash = createHash("sha256");
  for (const { bytes } of pieces(fs, root, file)) hash.update(bytes);
  return hash.digest("hex");
}
