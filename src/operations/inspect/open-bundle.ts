import { createHash, type Hash } from "node:crypto";
import { dirname, join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { relativeLayout } from "../../workspace/layout.ts";
import { type BundleManifest, type BundlePiece, isSealed } from "./bundle-format.ts";

/** Unpacks a bundle into a directory and checks every file of it. Throws `bundle.damaged` for the first thing that is not as it says. */
export function openBundle(fs: Fs, file: string, into: string): BundleManifest {
  const damaged = (problem: string): MillraceError => new MillraceError("bundle.damaged", { file, problem });
  let manifest: BundleManifest | null = null;
  const hashes = new Map<string, { hash: Hash; bytes: number }>();
  for (const line of lines(fs, file)) {
    if (!manifest) {
      manifest = manifestOf(parse(line));
      if (!manifest) throw damaged("its first line is no manifest of format millrace.bundle.v1");
      if (!isSealed(line)) throw damaged("its manifest was altered: it does not have the hash that it names");
      for (const { path } of manifest.files) hashes.set(path, { hash: createHash("sha256"), bytes: 0 });
      continue;
    }
    const piece = parse(line) as BundlePiece | null;
    const known = piece && hashes.get(piece.path);
    if (!piece || !known || typeof piece.base64 !== "string" || !isInside(piece.path))
      throw damaged("a line is no piece of a file that the manifest names");
    if (piece.at !== known.bytes) throw damaged(`${piece.path}: a piece is missing before byte ${piece.at}`);
    const bytes = Buffer.from(piece.base64, "base64");
    if (bytes.toString("base64") !== piece.base64) throw damaged(`${piece.path}: a piece is not as it was written`);
    const target = join(into, piece.path);
    if (known.bytes === 0) fs.makeDirectory(dirname(target));
    fs.append(target, bytes);
    known.hash.update(bytes);
    known.bytes += bytes.length;
  }
  if (!manifest) throw damaged("it is empty");
  for (const { path, bytes, sha256 } of manifest.files) {
    const got = hashes.get(path);
    if (got?.bytes !== bytes) throw damaged(`${path} has ${got?.bytes ?? 0} bytes, not ${bytes}`);
    if (got.hash.digest("hex") !== sha256) throw damaged(`${path} was altered: its bytes do not have the hash of the manifest`);
  }
  return manifest;
}

function isInside(path: string): boolean {
  return (path.startsWith(`${relativeLayout.log}/`) || path.startsWith(`${relativeLayout.runs}/`)) && !path.split("/").includes("..");
}

function manifestOf(value: unknown): BundleManifest | null {
  const manifest = value as BundleManifest | null;
  const fits = manifest?.format === "millrace.bundle.v1" && Array.isArray(manifest.files) && Number.isSafeInteger(manifest.head?.seq);
  return fits ? manifest : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // told as damage by whoever asked
  }
}

function* lines(fs: Fs, path: string): Generator<string> {
  const file = fs.open(path, "read");
  const decoder = new TextDecoder();
  const into = new Uint8Array(1 << 20);
  let rest = "";
  try {
    for (let at = 0; ; ) {
      const got = file.read(into, at);
      if (got === 0) break;
      at += got;
      const parts = (rest + decoder.decode(into.subarray(0, got), { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      yield* parts;
    }
  } finally {
    file.close();
  }
  if (rest !== "") yield rest;
}
