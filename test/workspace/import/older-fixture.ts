import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const fixtures = resolve(import.meta.dirname ?? "", "../../fixtures/older");

export type FixtureLine = "0.5" | "0.12" | "0.16";
export const fixtureLines: readonly FixtureLine[] = ["0.5", "0.12", "0.16"];

/** Where the older workspace of a line lies; nobody writes there. */
export function fixtureOf(line: FixtureLine): string {
  return join(fixtures, `millrace-${line}`);
}

/** A copy of an older workspace in a fresh directory. */
export function copyOfFixture(line: FixtureLine): { root: string; remove(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "millrace-older-")));
  cpSync(fixtureOf(line), root, { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Every file below a directory with its bytes, by path relative to it. `leaveOut` are names at the top. */
export function filesBelow(root: string, leaveOut: readonly string[] = []): Map<string, string> {
  const files = new Map<string, string>();
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      if (path === "" && leaveOut.includes(entry.name)) continue;
      const here = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(here);
      else files.set(here, readFileSync(join(root, here)).toString("latin1"));
    }
  };
  walk("");
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
