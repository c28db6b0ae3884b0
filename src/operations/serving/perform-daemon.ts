import { startDaemon } from "../../engine/daemon/start-daemon.ts";
import type { OperationContext } from "../context.ts";
import { sentenceOf } from "../history/sentence.ts";
import { finishedRunRow } from "../schemas/run-row.ts";
import { serveControl } from "./serve-control.ts";

/** More than the runs that a daemon tells of at its end. */
const COMMITS_KEPT = 1000;

/** Runs the daemon until it is stopped, telling each event as it becomes durable. Throws what `startDaemon` throws. */
export async function performDaemon(
  context: OperationContext,
  asked: { mode: string | undefined; maxRuns: number | undefined; port: number | undefined },
) {
  const { mode, maxRuns, port } = asked;
  const serve = serveControl(context, port);
  const commits = new Map<string, string>();
  const { outcome, runs, stages } = await startDaemon(context.world, context.root(), {
    ...(mode === undefined ? {} : { mode }),
    ...(maxRuns === undefined ? {} : { maxRuns }),
    ...(serve === undefined ? {} : { serve }),
    signal: context.signal,
    onEvent(event) {
      if (event.type === "delivery.settled" && event.data.commit !== null) commits.set(event.run ?? "", event.data.commit);
      if (commits.size > COMMITS_KEPT) commits.delete(commits.keys().next().value ?? "");
      context.progress({ type: "event", event, text: sentenceOf(event), unending: true });
    },
    onNote: (text) => context.progress({ type: "note", text }),
  });
  const rows = runs.map((run) => ({ ...finishedRunRow(run), commit: commits.get(run.id) ?? null }));
  return { outcome: outcome === "idle" ? ("max-runs" as const) : outcome, stages, runs: rows };
}
