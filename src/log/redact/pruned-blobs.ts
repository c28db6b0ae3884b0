import type { EventEnvelope } from "../../events/envelope.ts";

/** The blobs that stand for events that were pruned, by the event that says so; none for any other event. Without them the log has no beginning. */
export function prunedBlobs({ type, data }: Pick<EventEnvelope, "type" | "data">): string[] {
  if (type !== "log.pruned") return [];
  return [...JSON.stringify(data).matchAll(/"([0-9a-f]{64})"/g)].map(([, hash = ""]) => hash);
}
