import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openLog } from "../../src/log/open-log.ts";
import { prepareRedaction } from "../../src/log/redact/prepare-redaction.ts";
import { stage } from "../../src/log/redact/staged.ts";
import { announcement } from "../log/redact/redact-world.ts";
import { startDaemon } from "../support/e2e/daemon.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import { seededRandom } from "../support/faulty-fs/random.ts";

const CANARY = "canary-5f3a91c07be2";
const PROMPT = "millrace-agents/entrypoints/execution/builder.md";

interface Redacted {
  status: string;
  events: number[];
  texts: string[];
  masked: string[];
  left: { path: string }[];
}

const redact = (workspace: Workspace, ...more: string[]): Promise<Redacted> =>
  workspace.json<Redacted>(["log", "redact", "--find", ...more], { stdin: `${CANARY}\n` });

/** Every file of the workspace that holds the canary, SQLite's included; git's own are beyond reach. */
function holding(workspace: Workspace): string[] {
  return readdirSync(workspace.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(workspace.path(".git/")) && readFileSync(path).includes(CANARY))
    .map((path) => path.slice(workspace.root.length + 1))
    .sort();
}

const task = (workspace: Workspace, id: string, run: string, ...more: string[]) =>
  workspace.must(["add-task", id, "--id", id, "--run", run, "--check", `test -s ${id}.txt`, ...more]);

/** A canary in a task's commands, in what they write, in a text too long for a line, in a reason and in a revision of before. */
async function spread(workspace: Workspace): Promise<void> {
  await task(workspace, "spoken", `echo ${CANARY}; echo x > spoken.txt`);
  await task(workspace, "long", "echo x > long.txt", "--body", `${CANARY} ${"words ".repeat(5000)}`);
  await workspace.must(["start", "--once"]);
  await workspace.must(["start", "--once"]);
  await task(workspace, "dropped", "echo x > dropped.txt");
  await workspace.must(["queue", "remove", "dropped", "--reason", `no: "${CANARY}"`]);
  await task(workspace, "revised", `echo ${CANARY}`);
  const text = workspace.read("millrace-agents/tasks/queue/revised.md");
  await workspace.must(["queue", "edit", "revised", "--stdin"], { stdin: text.replaceAll(CANARY, "x > revised.txt") });
}

async function isProvable(workspace: Workspace): Promise<void> {
  assert.match((await workspace.must(["log", "verify"])).out, /^whole/);
  assert.match((await workspace.must(["replay", "--verify"])).out, /^verified/m);
}

describe("log redact", () => {
  it("takes a text out of every file of the workspace, and leaves a history that verifies, replays and says so", () =>
    inWorkspace({ git: true }, async (workspace) => {
      await spread(workspace);
      assert.ok(holding(workspace).length > 6);
      const planned = await redact(workspace, "--dry-run");
      assert.equal(planned.status, "planned");
      const done = await redact(workspace, "--reason", "a token");
      assert.deepEqual([done.status, done.events, done.masked], ["redacted", planned.events, planned.masked]);
      assert.deepEqual(holding(workspace), []);
      assert.deepEqual(done.left, []);
      await isProvable(workspace);
      assert.match((await workspace.must(["logs"])).out, /taken out of the log, because: a token/);
      assert.match((await workspace.must(["queue", "show", "long"])).out, /\[redacted by event \d+\]/);
      assert.match((await workspace.must(["why", "dropped"])).out, /\[redacted/);
      const retried = await workspace.must(["retry", "spoken"], { code: 5 });
      assert.match(retried.err, /taken out of the log by event/);
      await workspace.must(["start", "--once"]);
      assert.ok(workspace.has("revised.txt"), "work goes on");
      assert.equal((await redact(workspace)).status, "unchanged");
      await workspace.must(["export", "--all", "--bundle", "all.bundle"]);
      assert.match((await workspace.must(["replay", "--bundle", "all.bundle", "--verify"])).out, /^verified/m);
      await isProvable(workspace);
    }));

  it("works through a running daemon, which goes on working and never writes the text again", () =>
    inWorkspace({}, async (workspace) => {
      await spread(workspace);
      const daemon = await startDaemon(workspace);
      assert.equal((await redact(workspace)).status, "redacted");
      await task(workspace, "after", "echo x > after.txt");
      await until(
        () => "the task after the redaction",
        async () => workspace.has("millrace-agents/tasks/done/after.md"),
      );
      assert.deepEqual(holding(workspace), []);
      await workspace.must(["stop"]);
      await daemon.ended;
      assert.deepEqual(holding(workspace), []);
      await isProvable(workspace);
    }));

  it("takes out a prompt that plans froze, once no plan in force needs it", () =>
    inWorkspace({}, async (workspace) => {
      const clean = readFileSync(join(import.meta.dirname, "../../assets/entrypoints/execution/builder.md"), "utf8");
      workspace.write(PROMPT, `${clean}\nUse ${CANARY}\n`);
      await task(workspace, "done", "echo x > done.txt");
      await workspace.must(["start", "--once"]);
      const refused = await workspace.must(["log", "redact", "--find"], { stdin: CANARY, code: 5 });
      assert.match(refused.err, /is in force/);
      workspace.write(PROMPT, clean);
      await task(workspace, "next", "echo x > next.txt");
      await workspace.must(["start", "--once"]);
      const done = await redact(workspace);
      assert.equal(done.texts.length, 1);
      assert.deepEqual(holding(workspace), []);
      await isProvable(workspace);
    }));

  it("refuses what live work needs, and names the command that makes it harmless", () =>
    inWorkspace({}, async (workspace) => {
      await task(workspace, "queued", `echo ${CANARY}`);
      const refused = await workspace.must(["log", "redact", "--find"], { stdin: CANARY, code: 5 });
      assert.match(refused.err, /millrace queue edit queued .*millrace queue remove queued/);
      await workspace.must(["queue", "remove", "queued"]);
      assert.equal((await redact(workspace)).status, "redacted");
      assert.deepEqual(holding(workspace), []);
      await isProvable(workspace);
    }));

  it("redacts events by sequence, twice with success, and names one that is not there", () =>
    inWorkspace({}, async (workspace) => {
      await task(workspace, "gone", "echo x > gone.txt");
      await workspace.must(["queue", "remove", "gone", "--reason", CANARY]);
      const seq = workspace.events().find(({ type }) => type === "item.moved")?.seq;
      assert.equal((await workspace.json<Redacted>(["log", "redact", String(seq)])).status, "redacted");
      assert.deepEqual(holding(workspace), []);
      assert.equal((await workspace.json<Redacted>(["log", "redact", String(seq)])).status, "unchanged");
      assert.match((await workspace.must(["log", "redact", "9999"], { code: 3 })).err, /No event 9999/);
      assert.match((await workspace.must(["log", "redact", "x"], { code: 2 })).err, /"x" is no sequence/);
      assert.match((await workspace.must(["log", "redact"], { code: 2 })).err, /--find/);
      assert.match((await workspace.must(["log", "redact", "--find"], { stdin: "abc", code: 2 })).err, /3 bytes/);
      const spoken = await workspace.must(["log", "redact", "--find", "--reason", `it was ${CANARY}`], { stdin: CANARY, code: 2 });
      assert.match(spoken.err, /The reason holds the very text/);
      await isProvable(workspace);
    }));

  it("killed at any moment, leaves a log that reads; what was announced is carried out by the next owner", () =>
    inWorkspace({}, async (workspace) => {
      const random = seededRandom(7);
      await spread(workspace);
      for (let round = 0; round < 8; round++) {
        const call = workspace.start(["log", "redact", "--find"], { stdin: CANARY });
        await new Promise((resolve) => setTimeout(resolve, 15 + random() * 500));
        call.child.kill("SIGKILL");
        await call.ended;
        assert.match((await workspace.must(["log", "verify"])).out, /^whole/);
      }
      await redact(workspace);
      assert.deepEqual(holding(workspace), []);
      await isProvable(workspace);
    }));

  it("announced and not carried out, is told by verify, read by everybody, and carried out by the next command", () =>
    inWorkspace({}, async (workspace) => {
      await spread(workspace);
      const { events } = await redact(workspace, "--dry-run");
      assert.equal(events.length, 4);
      const directory = workspace.path("millrace-agents/log");
      const { log } = openLog({ fs: diskFs, directory, clock: systemClock });
      const prepared = prepareRedaction(diskFs, directory, { seqs: events, texts: [], label: `[redacted by event ${log.head.seq + 1}]` });
      stage(diskFs, directory, prepared.stubs, []);
      log.appendNow(announcement(prepared));
      await log.close();
      assert.match((await workspace.must(["log", "verify"])).out, /redacted {2}4 events, 4 of them only announced/);
      assert.match((await workspace.must(["replay", "--verify"])).out, /^verified/m);
      assert.equal((await workspace.json<{ counts: { done: number } }>(["status"])).counts.done, 2);
      await task(workspace, "another", "echo x > another.txt");
      assert.match((await workspace.must(["log", "verify"])).out, /redacted {2}4 events$/m);
      assert.deepEqual(
        holding(workspace).filter((path) => !path.includes("/runs/")),
        [],
      );
      await isProvable(workspace);
    }));

  it("is refused on a damaged log, with the advice to repair it", () =>
    inWorkspace({}, async (workspace) => {
      await task(workspace, "gone", `echo ${CANARY}`);
      await workspace.must(["queue", "remove", "gone"]);
      const path = workspace.segment.slice(workspace.root.length + 1);
      workspace.write(path, workspace.read(path).replace('"workspace.created"', '"workspace.Created"'));
      const refused = await workspace.must(["log", "redact", "--find"], { stdin: CANARY, code: 9 });
      assert.match(refused.err, /millrace log repair/);
    }));
});
