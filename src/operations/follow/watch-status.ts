import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { looksAt } from "./looks.ts";

/** What a status says that moves with the clock alone. */
const TICKING: ReadonlySet<string> = new Set(["generatedAt", "millis"]);

/** Tells the status at least every `interval` milliseconds, sooner when the log moves, until the signal aborts; gives the last one. */
export async function watchStatus<Status extends object>(
  context: OperationContext,
  interval: number,
  look: () => Promise<Status>,
): Promise<Status> {
  const { world, signal } = context;
  const looks = looksAt([layoutOf(context.root()).log], world.clock, signal);
  let last = "";
  try {
    for (;;) {
      const status = await look();
      const facts = JSON.stringify(status, (key, value: unknown) => (TICKING.has(key) ? undefined : value));
      context.progress({ type: "part", part: { type: "status", status }, same: facts === last });
      last = facts;
      // A burst of events is one change.
      await world.clock.sleep(Math.min(100, interval), signal);
      if (!(await looks.next(interval))) return status;
    }
  } finally {
    looks.close();
  }
}
