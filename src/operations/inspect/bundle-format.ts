import { sha256 } from "../../kernel/sha256.ts";

/**
 * A bundle is text, one JSON object a line: first the manifest, then the files in pieces, each in order. Paths are relative
 * to the workspace, with "/". Everything is named by its SHA-256, so that what was altered is found out: the manifest by
 * its last member, "seal", which is that of the line before it.
 */
export interface BundleManifest {
  format: "millrace.bundle.v1";
  product: string;
  written: string;
  /** The run that it is about; null for the whole workspace. */
  run: string | null;
  /** The last event that it holds. */
  head: { seq: number; hash: string };
  events: number;
  runs: number;
  files: BundledFile[];
}

export interface BundledFile {
  path: string;
  bytes: number;
  sha256: string;
}

export interface BundlePiece {
  path: string;
  at: number;
  base64: string;
}

/** The first line of a bundle. */
export function sealed(manifest: BundleManifest): string {
  const body = JSON.stringify(manifest).slice(0, -1);
  return `${body},"seal":"${sha256(body)}"}`;
}

/** Whether a first line is as it was written. */
export function isSealed(line: string): boolean {
  const [, body = "", seal] = /^(.*),"seal":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
  return seal !== undefined && sha256(body) === seal;
}

/** Bytes of a file in one line. */
export const PIECE = 1 << 19;
