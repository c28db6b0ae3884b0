import { statSync } from "node:fs";
import { growLog, peakMegabytes } from "../support/e2e/large-log.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";

// bun test/bench/large-log.ts [megabytes]: the memory and the time that readers and an owner take for a log of that size. 5000 by default.

const megabytes = Number(process.argv[2] ?? 5000);
await inWorkspace({}, async (workspace) => {
  const events = growLog(workspace, megabytes);
  const segments = workspace.list("millrace-agents/log").filter((name) => name.endsWith(".jsonl"));
  const bytes = segments.reduce((sum, name) => sum + statSync(workspace.path("millrace-agents/log", name)).size, 0);
  console.log(`${events} events, ${segments.length} segments, ${Math.round(bytes / 1e6)} MB`);
  for (const args of [["logs", "--tail", "1"], ["log", "verify"], ["add-task", "x", "--check", "true"], ["status"]]) {
    const began = performance.now();
    const { code, peak } = await peakMegabytes(workspace, args, 900_000);
    console.log(`${args.join(" ")}: exit ${code}, ${((performance.now() - began) / 1000).toFixed(1)} s, ${Math.round(peak)} MB at most`);
  }
});
