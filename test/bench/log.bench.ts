import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchAppend } from "./log-append.ts";
import { type Figure, renderFigure } from "./log-figure.ts";
import { benchRead } from "./log-read.ts";

/** The bars of design section 13 that concern the log. `millions` of events are read for the memory figure; 0 leaves it out. */
export async function benchLog(millions = 1): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  try {
    return [...(await benchAppend(home)), ...(await benchRead(home, millions))];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

if (import.meta.main) for (const figure of await benchLog()) console.log(renderFigure(figure));
