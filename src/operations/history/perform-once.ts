import { startOnce } from "../../engine/start-once.ts";
import type { OperationContext } from "../context.ts";
import { finishedRunRow } from "../schemas/run-row.ts";
import { serveControl } from "../serving/serve-control.ts";
import { sentenceOf } from "./sentence.ts";

/** Runs the engine once, telling each event as it becomes durable. Throws what `startOnce` throws. */
export async function performOnce(
  context: OperationContext,
  asked: { item: string | undefined; maxStages: number | undefined; mode: string | undefined },
) {
  const commits = new Map<string, string>();
  const { item, maxStages, mode } = asked;
  const serve = serveControl(context);
  const result = await startOnce(context.world, context.root(), {
    ...(item === undefined ? {} : { item }),
    ...(maxStages === undefined ? {} : { maxStages }),
    ...(mode === undefined ? {} : { mode }),
    ...(serve === undefined ? {} : { serve }),
    signal: context.signal,
    onEvent(event) {
      if (event.type === "delivery.settled" && event.data.commit !== null) commits.set(event.run ?? "", event.data.commit);
      context.progress({ type: "event", event, text: sentenceOf(event) });
    },
    onNote: (text) => context.progress({ type: "note", text }),
  });
  const runs = result.runs.map((run) => ({ ...finishedRunRow(run), commit: commits.get(run.id) ?? null }));
  return { outcome: result.outcome, stages: result.stages, runs };
}
