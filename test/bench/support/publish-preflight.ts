import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { scanText } from "../../../publish/secrets/scan-text.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";
import type { OperationContext } from "../../../src/operations/context.ts";

/** What a process found that looked at a whole publication, the remote apart. */
export interface PublishPreflight {
  adapter: string;
  /** From the call to the findings, with the loading of all but the linter of secrets. */
  millis: number;
  /** Of these, what the scan of the changed files and their names takes, when it is done once more: rather too little. */
  scan: number;
  changes: number;
  /** Kilobytes resident at most. */
  peak: number;
}

/** `ROOT`: the preflight of a workspace as the command makes it; prints a `PublishPreflight`. */
const [root = ""] = process.argv.slice(2);
// What the scan loads is not measured.
await scanText({ text: "warm\n", path: null, place: "" });
const context: OperationContext = {
  world: realWorld(),
  root: () => root,
  directory: root,
  named: null,
  entry: null,
  signal: new AbortController().signal,
  progress: () => undefined,
  lines: null,
};
const began = performance.now();
const { loadSettings } = await import("../../../src/operations/publishing/load-settings.ts");
const { withStaging } = await import("../../../src/operations/publishing/open-staging.ts");
const { preflightStaging } = await import("../../../src/operations/publishing/preflight-staging.ts");
const settings = await loadSettings(context, null);
const looked = await withStaging(context, settings, async (open) => {
  const { plan } = await preflightStaging(context, settings, open, { offline: true, message: "", tag: null });
  const millis = performance.now() - began;
  return { adapter: open.port.adapter, millis, scan: await scanAgain(plan.changes.map(({ path }) => path)), changes: plan.changes.length };
});
const peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0);
console.log(JSON.stringify({ ...looked, peak } satisfies PublishPreflight));

async function scanAgain(paths: readonly string[]): Promise<number> {
  const texts = paths.map((path) => readFileSync(join(root, "millrace-agents/staging", path), "utf8"));
  const before = performance.now();
  for (const [at, path] of paths.entries()) for (const text of [path, texts[at] ?? ""]) await scanText({ text, path, place: path });
  return performance.now() - before;
}
