import type { AnyEvent } from "../events/event.ts";
import { defineOperation } from "./define-operation.ts";

export const publishHistory = defineOperation({
  name: "publish.history",
  effect: "read",
  scope: "observe",
  details:
    "What was published, by the log: every approval, commit, push and tag, newest first, with what came of it. With --all every step, syncs and preflights too.",
  params: {
    all: { type: "boolean", summary: "Every step" },
    limit: { type: "integer", min: 1, default: 20, placeholder: "N", summary: "At most so many" },
  },
  output: (z) =>
    z.object({
      steps: z.array(z.object({ seq: z.number().int(), time: z.string(), type: z.string(), text: z.string(), oid: z.string().nullable() })),
      total: z.number().int(),
    }),
  example: { limit: 5 },
  async run(context, { all, limit }) {
    const { readEvents } = await import("../engine/read-events.ts");
    const { sentenceOf } = await import("./history/sentence.ts");
    const kept = new Set(["publish.approved", "publish.committed", "publish.pushed", "publish.tagged"]);
    const found: AnyEvent[] = [];
    readEvents(context.world, context.root(), {
      onEvent(event) {
        if (all ? event.type.startsWith("publish.") : kept.has(event.type)) found.push(event as AnyEvent);
      },
    });
    const steps = found
      .slice(-limit)
      .reverse()
      .map((event) => ({ seq: event.seq, time: event.time, type: event.type, text: sentenceOf(event), oid: oidOf(event) }));
    return { steps, total: found.length };
  },
});

function oidOf(event: AnyEvent): string | null {
  if (event.type === "publish.committed") return event.data.commit;
  return event.type === "publish.pushed" || event.type === "publish.tagged" ? event.data.oid : null;
}
