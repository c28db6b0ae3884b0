import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { eventSchema } from "./schemas/event.ts";

export const logs = defineOperation({
  name: "log.events",
  effect: "read",
  scope: "observe",
  details: "Works on a live, stopped or damaged workspace; what cannot be read is told on its own line.",
  params: {
    tail: { type: "integer", default: 50, min: 1, max: 100_000, summary: "The last so many events that fit" },
    type: { type: "string[]", placeholder: "TYPE", summary: "Only events of this type, e.g. run.moved, or run for all of runs" },
    run: { type: "string", placeholder: "RUN", summary: "Only events of this run" },
    item: { type: "string", placeholder: "ID", summary: "Only events about this work item" },
    since: { type: "integer", min: 0, placeholder: "SEQ", summary: "Only events after this sequence" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      events: z.array(eventSchema(z)),
      left: z.number().describe("Events that fit and are before those shown"),
      end: z.object({ kind: z.string(), problem: z.string().nullable() }).describe("Why reading ended: whole, torn, newer, corrupt"),
    }),
  example: { run: "fix-login-1", tail: 20 },
  async run(context, { tail, type, run, item, since }) {
    const { readEvents } = await import("../engine/read-events.ts");
    const { eventRow } = await import("./schemas/event.ts");
    const { checkEventTypes } = await import("./history/check-event-types.ts");
    checkEventTypes(type);
    const kept: ReturnType<typeof eventRow>[] = [];
    let left = 0;
    const fits = (name: string): boolean => type.length === 0 || type.some((one) => name === one || name.startsWith(`${one}.`));
    const read = readEvents(context.world, context.root(), {
      onEvent(event) {
        if (since !== undefined && event.seq <= since) return;
        if (!fits(event.type) || (run !== undefined && event.run !== run) || (item !== undefined && event.subject !== item)) return;
        kept.push(eventRow(event));
        // Cut in larger steps, so that a long log is not moved at every event.
        if (kept.length >= tail * 2 + 1000) left += kept.splice(0, kept.length - tail).length;
      },
    });
    left += kept.splice(0, Math.max(0, kept.length - tail)).length;
    const { end, head } = read;
    const problem = "problem" in end ? end.problem : end.kind === "newer" ? `event ${end.seq} is of type ${end.type}` : null;
    return { asOf: head.seq, durable: head.durable, events: kept, left, end: { kind: end.kind, problem } };
  },
});
