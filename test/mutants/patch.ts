import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One place that a patch changes: what must stand there once, and what comes instead. */
export interface Hunk {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** A deliberate bug. */
export interface Patch {
  /** `07-fence-left-out`. */
  readonly name: string;
  readonly breaks: string;
  /** Number and name of the invariant, as the architecture has them. */
  readonly invariant: string;
  /** The narrowest part of the suite that has to find it: test files, or folders of them. */
  readonly tests: readonly string[];
  readonly hunks: readonly Hunk[];
}

/** All deliberate bugs, by their number. */
export function readPatches(): Patch[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".patch"))
    .sort()
    .map((name) => parsePatch(name.slice(0, -".patch".length), readFileSync(join(import.meta.dirname, name), "utf8")));
}

/**
 * Reads a unified diff behind a head: what breaks in the first line, then `Invariant:` and one or more `Test:`. Throws where
 * one of them is missing. Line numbers are not looked at, so that a patch outlives changes elsewhere in its file.
 */
export function parsePatch(name: string, text: string): Patch {
  const [head = "", ...rest] = text.split(/^(?=--- a\/)/m);
  const field = (label: string): string[] => [...head.matchAll(new RegExp(`^${label}: (.+)$`, "gm"))].map((match) => match[1] ?? "");
  const [breaks = ""] = head.split("\n");
  const [invariant] = field("Invariant");
  const tests = field("Test");
  const hunks = rest.flatMap(hunksOf);
  if (breaks === "" || invariant === undefined || tests.length === 0 || hunks.length === 0) {
    throw new Error(`${name}.patch has no ${breaks === "" ? "head line" : hunks.length === 0 ? "hunk" : "Invariant: or Test: line"}`);
  }
  return { name, breaks, invariant, tests, hunks };
}

function hunksOf(part: string): Hunk[] {
  const file = /^--- a\/(.+)$/m.exec(part)?.[1] ?? "";
  const [, ...bodies] = part.split(/^@@.*@@.*\n/m);
  return bodies.map((body) => {
    const lines = body.split("\n").slice(0, -1);
    const side = (sign: string): string =>
      lines
        .filter((line) => line.startsWith(" ") || line.startsWith(sign) || line === "")
        .map((line) => `${line.slice(1)}\n`)
        .join("");
    return { file, before: side("-"), after: side("+") };
  });
}
