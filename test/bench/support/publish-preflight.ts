import { readFileSync } from "node:fs";
import process from "node:process";
import { scanText } from "../../../publish/secrets/scan-text.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";
import type { OperationContext } from "../../../src/operations/context.ts";

/** What a process found that looked at a whole publication, the remote apart. */
export interface PublishPreflight {
  adapter: string;
  /** From the call to the findings, with the loading of all but the linter of secrets. */
  millis: number;
  changes: number;
  /** Kilobytes resident at most. */
  peak: number;
}

/** `ROOT`: the preflight of a workspace as the command makes it; prints a `PublishPreflight`. */
const [root = ""] = process.argv.slice(2);
// The scan of changed files is measured apart, so is what it loads.
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
  return { adapter: open.port.adapter, millis: performance.now() - began, changes: plan.changes.length };
});
const peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0);
console.log(JSON.stringify({ ...looked, peak } satisfies PublishPreflight));
