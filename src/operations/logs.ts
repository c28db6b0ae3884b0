import type { EventEnvelope } from "../events/envelope.ts";
import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { eventSchema } from "./schemas/event.ts";

export const logs = defineOperation({
  name: "log.events",
  effect: "read",
  scope: "observe",
  details:
    "Works on a live, stopped or damaged workspace; what cannot be read is told on its own line. With --follow it shows the last events that fit and then every new one until it is interrupted (exit 130), across a repair of the log too.",
  params: {
    tail: { type: "integer", default: 50, min: 0, max: 100_000, summary: "The last so many events that fit" },
    type: { type: "string[]", placeholder: "TYPE", summary: "Only events of this type, e.g. run.moved, or run for all of runs" },
    run: { type: "string", placeholder: "RUN", summary: "Only events of this run" },
    item: { type: "string", placeholder: "ID", summary: "Only events about this work item" },
    since: {
      type: "string",
      placeholder: "SEQ|TIME",
      summary: "Only events after this sequence, or from this time (2026-11-20T12:00Z) or age (15m, 2h, 3d) on",
    },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
    follow: { type: "boolean", short: "f", follows: true, summary: "Go on with every new event" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      events: z.array(eventSchema(z)).describe("With follow each event is a line of its own instead: {type: event, event}"),
      left: z.number().describe("Events that fit and are before those shown"),
      end: z
        .object({ kind: z.string(), problem: z.string().nullable() })
        .describe("Why reading ended: whole, torn, newer, corrupt; interrupted when it followed"),
    }),
  example: { run: "fix-login-1", tail: 20 },
  exit: ({ end }) => (end.kind === "interrupted" ? 130 : 0),
  async run(context, { tail, type, run, item, since, archive, follow }) {
    const { readEvents } = await import("../engine/read-events.ts");
    const { eventRow } = await import("./schemas/event.ts");
    const { checkEventTypes } = await import("./history/check-event-types.ts");
    const { sinceWhen } = await import("./history/since-when.ts");
    checkEventTypes(type);
    const isLate = since === undefined ? () => true : sinceWhen(since, context.world.clock.wall());
    const fits = (event: EventEnvelope): boolean =>
      isLate(event) &&
      (type.length === 0 || type.some((one) => event.type === one || event.type.startsWith(`${one}.`))) &&
      (run === undefined || event.run === run) &&
      (item === undefined || event.subject === item);
    const kept: EventEnvelope[] = [];
    let left = 0;
    const world = archive === undefined ? context.world : (await import("./pruning/open-archives.ts")).worldWith(context, archive);
    const read = readEvents(world, context.root(), {
      onEvent(event) {
        if (!fits(event)) return;
        kept.push(event);
        // Cut in larger steps, so that a long log is not moved at every event.
        if (kept.length >= tail * 2 + 1000) left += kept.splice(0, kept.length - tail).length;
      },
    });
    left += kept.splice(0, Math.max(0, kept.length - tail)).length;
    const { end, head } = read;
    if (!follow) {
      const problem = "problem" in end ? end.problem : end.kind === "newer" ? `event ${end.seq} is of type ${end.type}` : null;
      return { asOf: head.seq, durable: head.durable, events: kept.map(eventRow), left, end: { kind: end.kind, problem } };
    }
    const { followEvents } = await import("./follow/follow-events.ts");
    const tell = (event: EventEnvelope): void => context.progress({ type: "part", part: { type: "event", event: eventRow(event) } });
    for (const event of kept) tell(event);
    const seq = await followEvents({
      world: context.world,
      root: context.root(),
      from: { seq: head.seq, hash: head.hash, segment: head.segment, offset: head.offset },
      signal: context.signal,
      onEvent: (event) => (fits(event) ? tell(event) : undefined),
      onNote: (text) => context.progress({ type: "note", text }),
    });
    return { asOf: seq, durable: seq, events: [], left, end: { kind: "interrupted", problem: null } };
  },
});
