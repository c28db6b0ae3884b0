import { defineOperation } from "./define-operation.ts";

export const logVerify = defineOperation({
  name: "log.verify",
  effect: "read",
  scope: "observe",
  details:
    "Checks the hash chain, sequence, batches, schemas, blobs and snapshots, that the plans and texts that the log names are there, and that the newest snapshot equals the state folded anew. Changes nothing. Exits with 9 when something is wrong; torn bytes at the end, which were never acknowledged, are not. With --anchors it also holds the log against git: each commit that Millrace makes names the last durable line before it, so that whoever replaces or cuts back the log has to rewrite history too.",
  params: {
    archive: { type: "string", placeholder: "DIR", summary: "Check what was pruned, too: an archive, or a directory that holds some" },
    anchors: { type: "boolean", summary: "Also check the lines that commits name in their Millrace-Log trailer" },
  },
  output: (z) =>
    z.object({
      ok: z.boolean(),
      head: z.object({ seq: z.number(), hash: z.string() }),
      from: z.number().describe("The first event that was checked: those before it were pruned"),
      durable: z.number(),
      events: z.number(),
      segments: z.number(),
      bytes: z.number(),
      blobs: z.number(),
      snapshots: z.number(),
      unknown: z.number().describe("Events of types that this version does not know"),
      redacted: z.number().describe("Events whose texts were taken out; each has the stub that a later event names"),
      redacting: z.number().describe("Those among them of which that is announced: the next owner takes the bytes out"),
      problems: z.array(z.object({ seq: z.number().nullable(), where: z.string(), problem: z.string() })),
      problemCount: z.number(),
      torn: z.object({ segment: z.string(), offset: z.number(), bytes: z.number() }).nullable(),
      seconds: z.number(),
      anchors: z
        .object({
          unavailable: z.string().nullable().describe("Why there are no commits to check, e.g. no git"),
          commits: z.number().describe("Commits with the trailer that branches, tags, remotes or HEAD reach"),
          fitting: z.number(),
          mismatch: z
            .object({ commit: z.string(), seq: z.number(), anchored: z.string(), logged: z.string() })
            .nullable()
            .describe("The one of lowest sequence"),
          mismatches: z.number(),
          beyond: z.array(z.object({ commit: z.string(), seq: z.number() })).describe("Past the end of the log, the first 100"),
          beyondCount: z.number(),
          archived: z.number().describe("Before the first line of the log"),
          unreadable: z.array(z.string()).describe("Commits with a trailer of that name that is no anchor, the first 100"),
          repairs: z.array(z.number()).describe("Events log.salvaged: lines after them replaced others"),
        })
        .nullable(),
    }),
  example: {},
  exit: ({ ok }) => (ok ? 0 : 9),
  async run(asked, { anchors: wanted, archive }) {
    const { verifyLog } = await import("../log/verify-log.ts");
    const { layoutOf } = await import("../workspace/layout.ts");
    const { compareSnapshot } = await import("./history/compare-snapshot.ts");
    const { archivesFor, worldWith } = await import("./pruning/open-archives.ts");
    const { checkArchives } = await import("./pruning/check-archives.ts");
    const archived = archive === undefined ? [] : checkArchives(asked.world.fs, archivesFor(asked, archive));
    // What is damaged in an archive is told; the chain can only be followed through one that is whole.
    const context = archive === undefined || archived.length > 0 ? asked : { ...asked, world: worldWith(asked, archive) };
    const { fs, clock } = context.world;
    const directory = layoutOf(context.root()).log;
    const commits = wanted ? await (await import("./history/anchored-commits.ts")).anchoredCommits(context) : null;
    const snapshot = compareSnapshot(fs, directory);
    const { compareCheckpoint } = await import("./pruning/compare-checkpoint.ts");
    const checkpoint = compareCheckpoint(asked.world.fs, directory);
    const { missingTexts } = await import("./history/missing-texts.ts");
    const texts = missingTexts(fs, directory);
    const report = await verifyLog({
      fs,
      directory,
      clock,
      onEvent(event) {
        snapshot.onEvent(event);
        checkpoint.onEvent(event);
        texts.onEvent(event);
      },
    });
    const { logStart } = await import("../log/log-start.ts");
    const more = [...archived, ...texts.problems(), ...[snapshot.problem(), checkpoint.problem()].filter((one) => one !== null)];
    const problems = [...report.problems, ...more];
    const problemCount = report.problemCount + more.length;
    if (report.problemCount > 0) {
      const { doubtIndex } = await import("../workspace/index/doubt-index.ts");
      doubtIndex(fs, layoutOf(context.root()));
    }
    const { seq, hash } = report.head;
    const anchors = commits && (await import("./history/check-anchors.ts")).checkAnchors(fs, directory, commits);
    const held = anchors === null || (anchors.mismatches === 0 && anchors.beyondCount === 0);
    const from = (logStart(fs, directory)?.seq ?? 0) + 1;
    return { ...report, from, ok: problemCount === 0 && held, head: { seq, hash }, problems, problemCount, anchors };
  },
});
