import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { NewEvent } from "../../../src/events/envelope.ts";
import { eventGuards } from "../../../src/events/guards.generated.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { INLINE_LIMIT, storeBlob } from "../../../src/log/blobs.ts";
import { blobPath, listSegments } from "../../../src/log/layout.ts";
import { LINE_END } from "../../../src/log/line.ts";
import { loadText } from "../../../src/log/load-text.ts";
import { prepareRedaction } from "../../../src/log/redact/prepare-redaction.ts";
import { repairLog } from "../../../src/log/repair-log.ts";
import { loadSnapshot, writeSnapshot } from "../../../src/log/snapshot.ts";
import { verifyLog } from "../../../src/log/verify-log.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import {
  added,
  announcement,
  clock,
  created,
  DIRECTORY,
  freshDisk,
  holding,
  open,
  read,
  redact,
  released,
  SECRET,
  write,
} from "./redact-world.ts";

const FIRST = `${DIRECTORY}/000000000001.jsonl`;

/** Seven events: a batch of one, of three, of two, of one. Small segments give each batch after the first one of its own. */
async function sevenEvents(segmentBytes?: number): Promise<FaultyFs> {
  const fs = freshDisk();
  const text = (n: number): string => `reason ${n}: ${SECRET}`;
  const batches = [
    [created],
    [released(text(2)), released(text(3)), released(text(4))],
    [released(text(5)), released(text(6))],
    [released(text(7))],
  ];
  await write(fs, batches, segmentBytes);
  return fs;
}

function lines(fs: FaultyFs): string[] {
  return listSegments(fs, DIRECTORY).flatMap(({ name }) =>
    Buffer.from(fs.read(`${DIRECTORY}/${name}`))
      .toString()
      .split("\n")
      .filter((line) => line !== ""),
  );
}

describe("redacting a line", () => {
  for (const segmentBytes of [undefined, 1]) {
    for (let seq = 2; seq <= 7; seq++) {
      it(`keeps length, hash and chain: event ${seq}, ${segmentBytes ? "many segments" : "one segment"}`, async () => {
        const fs = await sevenEvents(segmentBytes);
        const before = lines(fs);
        const sizes = listSegments(fs, DIRECTORY).map(({ name }) => fs.facts(`${DIRECTORY}/${name}`)?.size);
        await redact(fs, { seqs: [seq] });
        const after = lines(fs);
        for (const [index, line] of before.entries()) {
          if (index + 1 !== seq) assert.equal(after[index], line);
          else {
            assert.equal(after[index]?.length, line.length);
            assert.equal(after[index]?.slice(-66), line.slice(-66));
            assert.ok(!after[index]?.includes(SECRET));
          }
        }
        const now = listSegments(fs, DIRECTORY).map(({ name }) => fs.facts(`${DIRECTORY}/${name}`)?.size ?? 0);
        assert.deepEqual(now.slice(0, sizes.length - 1), sizes.slice(0, -1));
        const { seen, end } = read(fs);
        assert.equal(end.kind, "whole");
        assert.deepEqual(seen.find((event) => event.seq === seq)?.data, { reason: "[redacted by event 8]" });
        assert.deepEqual((await verifyLog({ fs, directory: DIRECTORY, clock })).problems, []);
      });
    }
  }

  it("takes all of a log, whose announcements can be redacted too; the last word is always a chained one", async () => {
    const fs = await sevenEvents();
    await redact(fs, { seqs: [2, 3, 4, 5, 6, 7] });
    assert.deepEqual(holding(fs, SECRET), []);
    const { log } = open(fs);
    const at = log.appendNow([{ ...announcing(SECRET), data: { ...announcing(SECRET).data, seq: 1 } }])[0]?.seq ?? 0;
    await log.close();
    await redact(fs, { seqs: [at] });
    assert.deepEqual(holding(fs, SECRET), []);
    assert.deepEqual((await verifyLog({ fs, directory: DIRECTORY, clock })).problems, []);
    assert.equal(read(fs).end.kind, "whole");
  });

  it("done again, finds nothing to take out", async () => {
    const fs = await sevenEvents();
    await redact(fs, { seqs: [3] });
    const again = prepareRedaction(fs, DIRECTORY, { seqs: [3], texts: [], label: "[redacted by event 99]" });
    assert.deepEqual(again.stubs[0]?.texts, []);
    assert.deepEqual(Buffer.from(again.stubs[0]?.bytes ?? "").toString(), lines(fs)[2]);
  });

  it("lets the owner go on writing to the segment that was replaced", async () => {
    const fs = await sevenEvents();
    const { log } = open(fs);
    log.appendNow([released("one more")]);
    await log.close();
    await redact(fs, { seqs: [7] });
    await write(fs, [[released("after it")]]);
    assert.equal(read(fs).end.kind, "whole");
    assert.deepEqual(read(fs).seen.at(-1)?.data, { reason: "after it" });
  });

  it("can be read from a position whose line is a stub", async () => {
    const fs = await sevenEvents();
    const { head } = read(fs);
    await redact(fs, { seqs: [7] });
    const { log, events } = (await import("../../../src/log/open-log.ts")).openLog({ fs, directory: DIRECTORY, clock, from: head.line });
    await log.close();
    assert.equal(events, 1);
  });

  it("forgets snapshots, which hold states of before", async () => {
    const fs = await sevenEvents();
    const { head } = read(fs);
    writeSnapshot(fs, DIRECTORY, { reducer: "1", position: head.line, state: { why: SECRET } });
    await redact(fs, { seqs: [2, 3, 4, 5, 6, 7] });
    assert.equal(loadSnapshot(fs, DIRECTORY, "1").snapshot, null);
    assert.deepEqual(holding(fs, SECRET), []);
  });
});

describe("a line that is not what it was", () => {
  it("is corruption when no event names it, though its hash is the one that the chain goes on with", async () => {
    const fs = await sevenEvents();
    const [stub] = prepareRedaction(fs, DIRECTORY, { seqs: [3], texts: [], label: "[redacted by event 8]" }).stubs;
    replaceLine(fs, 3, stub?.bytes.toString() ?? "");
    const { end } = read(fs);
    assert.deepEqual([end.kind, end.kind === "corrupt" && end.problem], ["corrupt", "its hash does not fit"]);
    assert.match((await verifyLog({ fs, directory: DIRECTORY, clock })).problems[0]?.problem ?? "", /hash does not fit/);
  });

  it("is corruption when one byte of an announced stub is another", async () => {
    const fs = await sevenEvents();
    await redact(fs, { seqs: [3] });
    replaceLine(fs, 3, (lines(fs)[2] ?? "").replace("[redacted by", "[Redacted by"));
    assert.equal(read(fs).end.kind, "corrupt");
  });

  it("is corruption when an announced stub stands in the place of another line", async () => {
    const fs = await sevenEvents();
    await redact(fs, { seqs: [2, 3] });
    const [, second = "", third = ""] = lines(fs);
    replaceLine(fs, 3, second);
    assert.equal(read(fs).end.kind, "corrupt");
    replaceLine(fs, 3, third);
    assert.equal(read(fs).end.kind, "whole");
  });

  it("is corruption when the event that would name it has no hash that fits", async () => {
    const fs = await sevenEvents();
    await redact(fs, { seqs: [3] });
    const { end } = forged(fs, 3, "[redacted by event 8]", "[forged by event 11 ]");
    assert.equal(end.kind, "corrupt");
    assert.equal(end.kind === "corrupt" && end.seq, 2, "the batch of event 3 begins at 2");
  });
});

describe("redacting data outside the line", () => {
  const long = `${SECRET} ${"x".repeat(INLINE_LIMIT)}`;

  it("puts another blob of the same length in its place, and removes the one that held it", async () => {
    const fs = freshDisk();
    await write(fs, [[created], [added("a", long)]]);
    const [from = ""] = blobsOf(fs);
    const { stubs } = await redact(fs, { seqs: [2] });
    assert.equal(fs.facts(blobPath(DIRECTORY, from)), null);
    assert.equal(stubs[0]?.blob?.from, from);
    assert.deepEqual(holding(fs, SECRET), []);
    const { data } = read(fs).seen[1] as { data: { document: string; fields: { run: string[]; priority: number } } };
    assert.deepEqual([data.document, data.fields.run, data.fields.priority], ["[redacted by event 3]", ["[redacted by event 3]"], 3]);
    assert.deepEqual((await verifyLog({ fs, directory: DIRECTORY, clock })).problems, []);
  });

  it("keeps a blob that another event still names", async () => {
    const fs = freshDisk();
    await write(fs, [[created], [added("a", long)], [added("a", long)]]);
    await redact(fs, { seqs: [2] });
    assert.equal(read(fs).end.kind, "whole");
    assert.deepEqual((read(fs).seen[2] as { data: { document: string } }).data.document, long);
    await redact(fs, { seqs: [3] });
    assert.deepEqual(holding(fs, SECRET), []);
  });

  it("removes a text that plans name, and tells it from one that is lost", async () => {
    const fs = freshDisk();
    await write(fs, [[created]]);
    const { $blob } = storeBlob(fs, DIRECTORY, `a prompt with ${SECRET}`);
    await redact(fs, { seqs: [], texts: [$blob] });
    assert.deepEqual(holding(fs, SECRET), []);
    assert.throws(() => loadText(fs, DIRECTORY, $blob), { code: "log.blob", values: { hash: $blob, problem: "it was redacted" } });
    assert.deepEqual((await verifyLog({ fs, directory: DIRECTORY, clock })).problems, []);
  });
});

function announcing(reason: string) {
  const hash = "0".repeat(64);
  const data = { seq: 1, hash, stub: hash, texts: [], blob: null, document: null, reason };
  return { type: "log.redacted", actor: "operator", subject: "log", cause: 1, data } as const;
}

function replaceLine(fs: FaultyFs, seq: number, line: string): void {
  const all = lines(fs);
  all[seq - 1] = line;
  fs.write(FIRST, `${all.join("\n")}\n`);
}

/** Puts another stub in, and its hash into the announcement, which then does not have its own. */
function forged(fs: FaultyFs, seq: number, from: string, to: string) {
  const stub = lines(fs)[seq - 1] ?? "";
  const other = stub.replace(from, to);
  const sha = (text: string): string => sha256(text);
  replaceLine(fs, seq, other);
  const at = lines(fs).findIndex((line) => line.includes(sha(stub)));
  replaceLine(fs, at + 1, (lines(fs)[at] ?? "").replace(sha(stub), sha(other)));
  assert.ok(other.endsWith(LINE_END.trimEnd()));
  return read(fs);
}

function blobsOf(fs: FaultyFs): string[] {
  return fs.list(`${DIRECTORY}/blobs`).flatMap((shelf) => fs.list(`${DIRECTORY}/blobs/${shelf}`));
}

describe("repairing a log that was redacted", () => {
  it("says again what was redacted, where the damage lies before the event that says so", async () => {
    const fs = await sevenEvents();
    await redact(fs, { seqs: [3] });
    replaceLine(fs, 5, (lines(fs)[4] ?? "").replace("reason 5", "Reason 5"));
    assert.equal(read(fs).end.kind, "corrupt");
    const report = await repairLog({ fs, directory: DIRECTORY, clock });
    assert.equal(report.lastGood, 4);
    const { end, seen } = read(fs);
    assert.equal(end.kind, "whole");
    assert.deepEqual(
      seen.map(({ type }) => type),
      ["workspace.created", "owner.released", "owner.released", "owner.released", "log.redacted", "log.salvaged"],
    );
    assert.deepEqual((await verifyLog({ fs, directory: DIRECTORY, clock })).problems, []);
  });
});

describe("prepareRedaction()", () => {
  const approved: NewEvent = {
    type: "item.approved",
    actor: "operator",
    subject: "a",
    cause: 0,
    data: { commands: ["a long command to run"], reason: null },
  };

  it("takes a document with its approvals and an approval with its document, and leaves those of other items and revisions", async () => {
    const fs = freshDisk();
    await write(fs, [
      [created],
      [added("a", "one")],
      [added("b", "two")],
      [approved],
      [{ ...approved, subject: "b" }],
      [added("a", "three")],
    ]);
    const seqs = (asked: number): number[] => {
      const { stubs } = prepareRedaction(fs, DIRECTORY, { seqs: [asked], texts: [], label: "[redacted]" });
      return stubs.map(({ seq }) => seq);
    };
    assert.deepEqual([2, 3, 4, 5, 6].map(seqs), [[2, 4], [3, 5], [2, 4], [3, 5], [6]]);
  });

  it("tells what is not there, and which texts the log itself needs", async () => {
    const fs = freshDisk();
    await write(fs, [[created], [added("a", "x".repeat(INLINE_LIMIT))]]);
    const [data = ""] = blobsOf(fs);
    const absent = "f".repeat(64);
    const found = prepareRedaction(fs, DIRECTORY, { seqs: [3, 0], texts: [data, absent], label: "[redacted]" });
    assert.deepEqual([found.unknown, found.texts, found.kept], [[3, 0], [data], [data]]);
  });

  it("refuses a line that it cannot write anew as it is, and a type of which it does not know the texts", async () => {
    const fs = freshDisk();
    await write(fs, [[created], [released("a reason to be short")]]);
    const knowledge = {
      guards: new Map([...eventGuards].map(([name, guard]) => [name, name === "owner.released" ? { ...guard, version: 2 } : guard])),
      upcasters: new Map([["owner.released@1", (data: unknown) => data]]),
    };
    const found = prepareRedaction(fs, DIRECTORY, { seqs: [2], texts: [], label: "[redacted]", knowledge });
    assert.match(found.refused[0]?.problem ?? "", /owner.released, version 1/);
  });
});

describe("an announcement", () => {
  it("counts only in a whole batch", async () => {
    const fs = await sevenEvents();
    const [stub] = prepareRedaction(fs, DIRECTORY, { seqs: [3], texts: [], label: "[redacted by event 8]" }).stubs;
    assert.ok(stub);
    const { log } = open(fs);
    log.appendNow([
      ...announcement({ ...prepareRedaction(fs, DIRECTORY, { seqs: [3], texts: [], label: "[redacted by event 8]" }) }),
      released("x"),
    ]);
    await log.close();
    replaceLine(fs, 3, stub.bytes.toString());
    assert.equal(read(fs).end.kind, "whole");
    const all = lines(fs);
    fs.write(FIRST, `${all.slice(0, -1).join("\n")}\n`);
    assert.equal(read(fs).end.kind, "corrupt");
  });
});
