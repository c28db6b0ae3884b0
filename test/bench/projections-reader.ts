import { writeSync } from "node:fs";
import process from "node:process";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { findWorkspace } from "../../src/workspace/find.ts";
import { readIndex } from "../../src/workspace/index/read-index.ts";
import { layoutOf } from "../../src/workspace/layout.ts";

/** The least that a process has to do to tell a workspace's status: find it, ask the index, write. */
const found = findWorkspace(diskFs, process.cwd(), { env: process.env });
const told =
  found.ok &&
  readIndex(diskFs, layoutOf(found.value), (index) => ({
    asOf: index.asOf,
    counts: index.counts(),
    runs: [...index.head().runs.values()],
    recent: index.finishedRuns({ limit: 20 }),
    queue: index.items({ phases: ["queued"], limit: 20 }),
  }));
writeSync(1, `${JSON.stringify(told)}\n`);
