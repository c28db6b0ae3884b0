/** Something that looks like a secret. Its value is nowhere in it. */
export interface FoundSecret {
  /** The rule that found it, e.g. "github", "private-key", "entropy". */
  rule: string;
  /** What it is, for people, e.g. "A GitHub token". */
  kind: string;
  /** Where, e.g. `"src/a.ts", line 12` or `the message of commit 1a2b3c4`. */
  place: string;
  /** The file, where it stands in one. */
  path: string | null;
  /** From 1. */
  line: number | null;
  /** The first 16 hex digits of SHA-256 over rule, path and value: what `publish.allow_secrets` names. */
  fingerprint: string;
}
