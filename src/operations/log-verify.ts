import { defineOperation } from "./define-operation.ts";

export const logVerify = defineOperation({
  name: "log.verify",
  effect: "read",
  scope: "observe",
  details:
    "Checks the hash chain, sequence, batches, schemas, blobs and snapshots, and that the newest snapshot equals the state folded anew. Changes nothing. Exits with 9 when something is wrong; torn bytes at the end, which were never acknowledged, are not.",
  params: {},
  output: (z) =>
    z.object({
      ok: z.boolean(),
      head: z.object({ seq: z.number(), hash: z.string() }),
      durable: z.number(),
      events: z.number(),
      segments: z.number(),
      bytes: z.number(),
      blobs: z.number(),
      snapshots: z.number(),
      unknown: z.number().describe("Events of types that this version does not know"),
      problems: z.array(z.object({ seq: z.number().nullable(), where: z.string(), problem: z.string() })),
      problemCount: z.number(),
      torn: z.object({ segment: z.string(), offset: z.number(), bytes: z.number() }).nullable(),
      seconds: z.number(),
    }),
  example: {},
  exit: ({ ok }) => (ok ? 0 : 9),
  async run(context) {
    const { verifyLog } = await import("../log/verify-log.ts");
    const { layoutOf } = await import("../workspace/layout.ts");
    const { compareSnapshot } = await import("./history/compare-snapshot.ts");
    const { fs, clock } = context.world;
    const directory = layoutOf(context.root()).log;
    const snapshot = compareSnapshot(fs, directory);
    const report = await verifyLog({ fs, directory, clock, onEvent: snapshot.onEvent });
    const difference = snapshot.problem();
    const problems = difference === null ? report.problems : [...report.problems, difference];
    const problemCount = report.problemCount + (difference === null ? 0 : 1);
    if (report.problemCount > 0) {
      const { doubtIndex } = await import("../workspace/index/doubt-index.ts");
      doubtIndex(fs, layoutOf(context.root()));
    }
    const { seq, hash } = report.head;
    return { ...report, ok: problemCount === 0, head: { seq, hash }, problems, problemCount };
  },
});
