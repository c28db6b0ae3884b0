import type { OperationProgress } from "../../operations/context.ts";
import { eventRow } from "../../operations/schemas/event.ts";

/** One line of NDJSON; the schema is in docs/cli.md. */
export function progressJson(progress: OperationProgress): unknown {
  switch (progress.type) {
    case "event":
      return { type: "event", event: eventRow(progress.event) };
    case "part":
      return progress.part;
    default:
      return progress;
  }
}
