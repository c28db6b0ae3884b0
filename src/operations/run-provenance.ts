import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { deliverySchema, evidenceSchema, treeSchema, visitSchema } from "./schemas/run-record.ts";

export const runProvenance = defineOperation({
  name: "run.provenance",
  effect: "read",
  scope: "observe",
  details:
    "Everything by which the run can be traced and repeated, named by hash: plan, machine, document, prompts, requests, trees, evidence.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      run: z.string(),
      item: z.string(),
      kind: z.string(),
      revision: z.string().describe("SHA-256 of the document's bytes"),
      loop: z.string(),
      machine: z.string().describe("SHA-256 of the frozen loop"),
      plan: z.string(),
      mode: z.string().nullable(),
      previous: z.string().nullable(),
      events: z.object({ first: z.number(), last: z.number(), count: z.number() }),
      stages: z.array(
        z.object({
          stage: z.string(),
          runner: z.string(),
          model: z.string().nullable(),
          entrypoint: z.object({ path: z.string(), hash: z.string(), origin: z.string() }).nullable(),
          skills: z.array(z.object({ path: z.string(), hash: z.string(), origin: z.string() })),
        }),
      ),
      treeBefore: treeSchema(z),
      baseline: z.array(evidenceSchema(z)),
      visits: z.array(visitSchema(z)),
      delivery: deliverySchema(z),
      outcome: z.string().nullable(),
      reason: z.string().nullable(),
      timeline: z.array(z.object({ seq: z.number(), time: z.string(), type: z.string(), text: z.string() })),
    }),
  example: { run: "fix-login-1" },
  async run(here, { run, archive }) {
    const context = archive === undefined ? here : (await import("./pruning/open-archives.ts")).contextWith(here, archive);
    const { eventsOfRun } = await import("./history/run-story.ts");
    const { runRecord } = await import("./history/run-record.ts");
    const { sentenceOf } = await import("./history/sentence.ts");
    const { stagesOfLoop } = await import("./history/stages-of-loop.ts");
    const { events, asOf, durable } = eventsOfRun(context.world, context.root(), run);
    const { started, tree, baseline, visits, delivery, finished } = runRecord(events);
    const { kind, revision, loop, machine, plan, previous } = started.data;
    const { mode, stages } = stagesOfLoop(context.world, context.root(), plan, loop);
    return {
      asOf,
      durable,
      run,
      item: started.subject,
      kind,
      revision,
      loop,
      machine,
      plan,
      mode,
      previous,
      events: { first: events[0]?.seq ?? 0, last: events.at(-1)?.seq ?? 0, count: events.length },
      stages,
      treeBefore: tree,
      baseline,
      visits,
      delivery,
      outcome: finished?.data.outcome ?? null,
      reason: finished?.data.reason ?? null,
      timeline: events.map((event) => ({ seq: event.seq, time: event.time, type: event.type, text: sentenceOf(event) })),
    };
  },
});
