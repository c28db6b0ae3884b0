/** What a file of the staging worktree is, by content. */
export interface Fingerprint {
  mode: "file" | "executable" | "symlink";
  /** SHA-256 of the bytes; of a symlink, of its target's text. */
  sha256: string;
}

/** The files that a sync put into the staging worktree, by path: what the manifest owns there. */
export type Listing = ReadonlyMap<string, Fingerprint>;

const letters = { file: "f", executable: "x", symlink: "l" } as const;
const modes: Readonly<Record<string, Fingerprint["mode"]>> = { f: "file", x: "executable", l: "symlink" };

/** One line for each file, by path: a letter for the mode, the hash, and the path as JSON text. */
export function listingText(listing: Listing): string {
  return [...listing].map(([path, { mode, sha256 }]) => `${letters[mode]} ${sha256} ${JSON.stringify(path)}\n`).join("");
}

/** Reads what `listingText` wrote. Throws SyntaxError for anything else. */
export function readListing(text: string): Listing {
  const listing = new Map<string, Fingerprint>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, letter = "", sha256 = "", path = ""] = /^([fxl]) ([0-9a-f]{64}) (".*")$/.exec(line) ?? [];
    const mode = modes[letter];
    if (mode === undefined) throw new SyntaxError(`Not a line of a listing: ${line}`);
    listing.set(JSON.parse(path) as string, { mode, sha256 });
  }
  return listing;
}

export function sameFingerprint(one: Fingerprint | undefined | null, other: Fingerprint | undefined | null): boolean {
  return !!one && !!other && one.mode === other.mode && one.sha256 === other.sha256;
}
