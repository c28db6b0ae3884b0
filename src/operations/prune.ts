import { defineOperation } from "./define-operation.ts";

export const prune = defineOperation({
  name: "prune",
  effect: "change",
  scope: "control",
  details:
    "Moves whole sealed segments of the log, the data that only they name, and the artifacts of runs that are over to an archive that can be checked and looked into. What was older than 30 days goes unless told otherwise; what a live run began in, the segment that is being written, and the last run of an item that is not finished never go. Without --apply it only says what it would do. The archive is written and read back before the log says so, and only then is anything removed: whatever happens in between, it is in one place at least, and the next owner goes on. With a daemon, the daemon does it.",
  params: {
    before: { type: "string", placeholder: "TIME", summary: "Move what is older than this time (2026-11-20T12:00Z) or age (90d)" },
    keep: {
      type: "integer",
      min: 0,
      max: 36_500,
      placeholder: "DAYS",
      summary: "Move what is older than so many days; 30 unless told otherwise",
    },
    keepSegments: {
      type: "integer",
      min: 1,
      max: 1_000_000,
      placeholder: "N",
      summary: "Keep the newest N segments of the log, whatever their age",
    },
    to: { type: "string", placeholder: "DIR", summary: "Make the archive in this directory, on any disk; else in millrace-agents/archive" },
    apply: { type: "boolean", summary: "Do it" },
  },
  output: (z) =>
    z.object({
      applied: z.boolean(),
      pending: z.boolean().describe("The owner has not answered yet"),
      through: z.number().describe("The last event that goes; 0 when no segment does"),
      before: z.string().nullable().describe("What is older than this goes; null when segments were counted"),
      segments: z.number(),
      events: z.number(),
      blobs: z.number(),
      runs: z.number(),
      receipts: z.number(),
      refs: z.number(),
      bytes: z.number().describe("That leave the log, runs and mailbox"),
      archive: z.string().nullable().describe("Where the archive lies, absolute; null before it is made"),
      archiveBytes: z.number().nullable().describe("What it takes"),
      place: z.string().describe("The directory that archives lie in"),
      kept: z.array(z.object({ what: z.string(), why: z.string() })),
      unfinished: z.string().nullable().describe("Why an earlier prune could not remove all that it archived"),
    }),
  example: { keep: 90, to: "/mnt/archive", apply: true },
  async run(context, { before, keep, keepSegments, to, apply }) {
    const { cutOf } = await import("./pruning/cut-of.ts");
    const { placeFor } = await import("./pruning/place.ts");
    const { pruneWorkspace } = await import("./pruning/prune-workspace.ts");
    const cut = cutOf({ before, keep, keepSegments }, context.world.clock.wall());
    const root = context.root();
    const place = placeFor(context.world.fs, root, to, context.directory);
    return await pruneWorkspace(context, root, { cut, place, apply });
  },
});
