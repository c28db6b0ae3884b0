import { defineOperation } from "./define-operation.ts";
import { timelineSchema } from "./inspect/timeline-schema.ts";
import { asOfSchema } from "./schemas/common.ts";

export const timeline = defineOperation({
  name: "run.timeline",
  effect: "read",
  scope: "observe",
  details:
    "A waterfall from when the item was queued for the run until its end: waiting for a slot, a lock, a dependency, a human, for somebody to run the workspace or for a repetition, apart from what agents, checks and Millrace itself took.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run, or the beginning of its id" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
  },
  output: (z) => z.object({ ...asOfSchema(z), run: z.string(), item: z.string(), live: z.boolean(), ...timelineSchema(z) }),
  example: { run: "fix-login-1" },
  async run(context, { run, archive }) {
    const { eventsOfAsked } = await import("./inspect/events-of-asked.ts");
    const { timelineOf } = await import("./inspect/timeline-of.ts");
    const world = archive === undefined ? context.world : (await import("./pruning/open-archives.ts")).worldWith(context, archive);
    const story = eventsOfAsked(world, context.root(), run);
    const { tellDamage } = await import("./inspect/damage-of.ts");
    tellDamage(context, story.end);
    return timelineOf(world, context.root(), story);
  },
});
