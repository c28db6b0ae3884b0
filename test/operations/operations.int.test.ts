import assert from "node:assert/strict";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

/** One workspace with a task that is done, one that is blocked and one that waits; every result is held against its schema. */
describe("operations on a worked workspace", () => {
  let workspace: TestWorkspace;
  const perform = (...args: Parameters<TestWorkspace["perform"]>) => workspace.perform(...args);

  beforeAll(async () => {
    workspace = testWorkspace();
    await perform("workspace.init");
    await perform("task.add", { title: "Say hello", run: ["echo hello > hello.txt"], checks: ["test -s hello.txt"], priority: 5 });
    await perform("task.add", { title: "Never works", id: "broken", run: ["exit 3"], checks: ["false"], priority: 1 });
    await perform("task.add", { title: "Comes after", id: "later", dependsOn: ["broken"] });
    assert.equal((await perform("runtime.start", { once: true })).outcome, "done");
    assert.equal((await perform("runtime.start", { once: true })).outcome, "blocked");
  });
  afterAll(() => workspace.remove());

  it("workspace.init makes nothing the second time", async () => {
    const again = await perform("workspace.init");
    assert.deepEqual([again.created, again.made], [false, []]);
  });

  it("status counts what the log says, names what waits and gives the command for what is blocked", async () => {
    const status = await perform("status");
    assert.deepEqual(status.counts, { queued: 1, active: 0, blocked: 1, done: 1 });
    assert.deepEqual(status.runs, []);
    assert.equal(status.crashed, false);
    const [waiting] = status.waiting as { item: string; waiting: { code: string; for: string } }[];
    assert.deepEqual([waiting?.item, waiting?.waiting.code, waiting?.waiting.for], ["later", "dependency", "broken"]);
    const commands = (status.attention as { command: string }[]).map(({ command }) => command);
    assert.deepEqual(commands, ["millrace unblock broken", "millrace unblock broken"]);
  });

  it("attention exits with 6 while something needs a person", async () => {
    assert.equal((await perform("attention")).exit, 6);
  });

  it("queue.list gives items in the order in which they would be claimed, and by phase", async () => {
    const ids = async (input: Record<string, unknown>) =>
      ((await perform("queue.list", input)).items as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(await ids({}), ["broken", "later"]);
    assert.deepEqual(await ids({ phase: "done" }), ["say-hello"]);
    assert.deepEqual(await ids({ phase: "all", limit: 2 }), ["say-hello", "broken"]);
  });

  it("queue.show gives a finished item its document back, from the log", async () => {
    const { document, item, runs } = await perform("queue.show", { item: "say-hello" });
    assert.match(String(document), /^\+\+\+\nkind = "task"\nid = "say-hello"/);
    assert.equal((item as { path: string }).path, "millrace-agents/tasks/done/say-hello.md");
    assert.equal((runs as unknown[]).length, 1);
  });

  it("queue.show names the item that was probably meant", async () => {
    await assert.rejects(() => perform("queue.show", { item: "say-helo" }), {
      code: "item.unknown",
      values: { item: "say-helo", near: "say-hello" },
    });
  });

  it("runs.list and runs.show tell stages, attempts and checks", async () => {
    const { runs } = (await perform("runs.list", { outcome: "done" })) as unknown as { runs: { id: string; item: string }[] };
    assert.equal(runs.length, 1);
    const run = runs[0]?.id ?? "";
    const shown = (await perform("runs.show", { run })) as unknown as {
      outcome: string;
      visits: { stage: string; effective: string; evidence: { passed: boolean }[]; attempts: unknown[] }[];
      baseline: { passed: boolean }[];
    };
    assert.equal(shown.outcome, "done");
    assert.deepEqual(
      shown.visits.map(({ stage }) => stage),
      ["builder", "checker", "updater"],
    );
    assert.deepEqual([shown.baseline[0]?.passed, shown.visits[1]?.evidence[0]?.passed], [false, true]);
  });

  it("runs.tail gives the newest attempt's output, and that of an attempt that is named", async () => {
    const { runs } = (await perform("runs.list", { item: "broken" })) as unknown as { runs: { id: string }[] };
    const run = runs[0]?.id ?? "";
    assert.equal(typeof (await perform("runs.tail", { run })).attempt, "string");
    assert.equal((await perform("runs.tail", { run, attempt: "1.1" })).attempt, "1.1");
    await assert.rejects(() => perform("runs.tail", { run, attempt: "99.1" }), { code: "cli.not-known" });
    await assert.rejects(() => perform("runs.tail", { run: "../.." }), { code: "run.unknown" });
    renameSync(join(workspace.root, "millrace-agents/runs"), join(workspace.root, "runs-aside"));
    await assert.rejects(() => perform("runs.tail", { run }), { code: "run.output-gone" });
    renameSync(join(workspace.root, "runs-aside"), join(workspace.root, "millrace-agents/runs"));
  });

  it("why leads from the latest thing back to what came from outside", async () => {
    const { chain, kind, answer } = (await perform("why", { subject: "broken" })) as unknown as {
      chain: { seq: number; cause: number; text: string }[];
      kind: string;
      answer: string;
    };
    assert.equal(kind, "item");
    assert.match(answer, /"broken" went from active to blocked/);
    assert.equal(chain[0]?.cause, 0);
    assert.match(chain[0]?.text ?? "", /The operator added the task "broken"/);
    assert.ok(chain.every(({ seq, cause }) => cause < seq));
  });

  it("run.provenance names plan, machine, document, prompts and trees by hash", async () => {
    const { runs } = (await perform("runs.list", { outcome: "done" })) as unknown as { runs: { id: string }[] };
    const found = await perform("run.provenance", { run: runs[0]?.id ?? "" });
    for (const name of ["revision", "machine", "plan"]) assert.match(String(found[name]), /^[0-9a-f]{64}$/);
    assert.ok((found.stages as unknown[]).length > 0);
  });

  it("log.events filters by type, run and sequence, keeps the last ones and counts the others", async () => {
    const all = (await perform("log.events", { tail: 1000 })) as unknown as { events: { seq: number; type: string }[]; left: number };
    assert.deepEqual([all.left, all.events[0]?.seq], [0, 1]);
    const moved = (await perform("log.events", { type: ["run.moved"], tail: 1 })) as unknown as {
      events: { type: string }[];
      left: number;
    };
    assert.deepEqual([moved.events[0]?.type, moved.events.length], ["run.moved", 1]);
    assert.ok(moved.left > 0);
    const since = (await perform("log.events", { since: "5", tail: 1000 })) as unknown as { events: { seq: number }[] };
    assert.equal(since.events[0]?.seq, 6);
    await assert.rejects(() => perform("log.events", { type: ["run.mooved"] }), { code: "cli.not-known" });
  });

  it("log.verify finds the log whole, and log.repair has nothing to do", async () => {
    const report = await perform("log.verify");
    assert.deepEqual([report.ok, report.exit, report.problems], [true, 0, []]);
    await assert.rejects(() => perform("log.repair"), { code: "log.not-damaged" });
  });

  it("replay derives every transition again, and gives the same state for the same log", async () => {
    const first = await perform("replay", { verify: true });
    const { transitions, divergence } = first.verified as { transitions: number; divergence: unknown };
    assert.equal(divergence, null);
    assert.ok(transitions > 5);
    assert.equal((await perform("replay")).stateHash, first.stateHash);
    const early = await perform("replay", { to: "3" });
    assert.ok(Number(early.asOf) <= 3);
    assert.notEqual(early.stateHash, first.stateHash);
  });

  it("compile.validate, compile.show, modes and loops describe the plan", async () => {
    assert.deepEqual((await perform("compile.validate")).exit, 0);
    const plan = await perform("compile.show");
    assert.equal((plan.loopFor as Record<string, string>).task, "execution.standard");
    assert.equal((await perform("modes", { mode: "default_shell" })).bindings === null, false);
    await assert.rejects(() => perform("modes", { mode: "default_shel" }), { code: "cli.not-known" });
    assert.ok(((await perform("loops")).loops as unknown[]).length >= 2);
  });

  it("compile.graph draws a loop, and that of a run with its state", async () => {
    assert.match(String((await perform("compile.graph")).text), /stateDiagram-v2/);
    const { runs } = (await perform("runs.list", { item: "broken" })) as unknown as { runs: { id: string }[] };
    const drawn = await perform("compile.graph", { format: "svg", run: runs[0]?.id });
    assert.match(String(drawn.text), /^<svg .*class="taken"/s);
    const { path } = drawn.live as unknown as { path: string[] };
    assert.deepEqual([path[0], path.at(-1)], ["builder", "consultant_blocked"]);
    await assert.rejects(() => perform("compile.graph", { loop: "execution.standar" }), { code: "cli.not-known" });
  });

  it("doctor finds nothing that must be mended", async () => {
    const { healthy, findings } = (await perform("doctor")) as unknown as { healthy: boolean; findings: { level: string; code: string }[] };
    assert.deepEqual(
      findings.filter(({ level }) => level === "error"),
      [],
    );
    assert.equal(healthy, true);
  });

  it("runtime.start --dry-run says what would be worked on and its worst case, and changes nothing", async () => {
    const before = (await perform("status")).asOf;
    const { preview } = (await perform("runtime.start", { dryRun: true, item: "later" })) as unknown as {
      preview: { item: string; waiting: string[]; worstCase: unknown };
    };
    assert.equal(preview.item, "later");
    assert.match(preview.waiting[0] ?? "", /waits for "broken"/);
    assert.ok(preview.worstCase);
    assert.equal((await perform("status")).asOf, before);
  });

  it("runtime.start refuses with nothing ready, and without --once", async () => {
    await assert.rejects(() => perform("runtime.start", { once: true }), { code: "item.none-ready" });
    await assert.rejects(() => perform("runtime.start"), { code: "cli.missing" });
  });
});

describe("operations that change a workspace", () => {
  let workspace: TestWorkspace;
  const perform = (...args: Parameters<TestWorkspace["perform"]>) => workspace.perform(...args);
  const phaseOf = async (item: string) => ((await perform("queue.show", { item })).item as { phase: string }).phase;

  beforeAll(async () => {
    workspace = testWorkspace();
    await perform("workspace.init");
  });
  afterAll(() => workspace.remove());

  it("task.add numbers ids that are taken and refuses a chosen one", async () => {
    assert.equal((await perform("task.add", { title: "Twice" })).item, "twice");
    assert.equal((await perform("task.add", { title: "Twice" })).item, "twice-2");
    await assert.rejects(() => perform("task.add", { title: "Other", id: "twice" }), { code: "item.exists" });
    await assert.rejects(() => perform("task.add", { title: "  " }), { code: "cli.bad-value" });
  });

  it("task.add takes a work document verbatim and refuses options beside it", async () => {
    const text = '+++\nkind = "task"\nid = "from-file"\ntitle = "From a file"\n+++\n\nWords stay   as they are.\n';
    writeFileSync(join(workspace.root, "work.md"), text);
    assert.equal((await perform("task.add", { title: "work.md" })).item, "from-file");
    assert.equal((await perform("queue.show", { item: "from-file" })).document, text);
    assert.equal(readFileSync(join(workspace.root, "millrace-agents/tasks/queue/from-file.md"), "utf8"), text);
    await assert.rejects(() => perform("task.add", { title: "work.md", priority: 3 }), { code: "cli.conflict" });
    await assert.rejects(() => perform("task.add", { title: "missing.md" }), { code: "cli.unreadable" });
    writeFileSync(join(workspace.root, "bad.md"), "+++\nkind = 3\n+++\n");
    await assert.rejects(() => perform("task.add", { title: "bad.md" }), { code: "item.bad-document" });
  });

  it("task.add-many answers every line in order, and one bad line does not stop the others", async () => {
    workspace.told.length = 0;
    const lines = [
      '{"title":"One","checks":["true"]}',
      "",
      "not json",
      '{"title":"Two","prio":1}',
      '{"title":"One","id":"twice"}',
      '{"title":"Last"}',
    ];
    const { applied, refused, exit } = await perform("task.add-many", {}, lines);
    assert.deepEqual([applied, refused, exit], [2, 3, 1]);
    const answers = workspace.told.flatMap((event) =>
      event.type === "answer" ? [[event.line, event.status, event.item, event.error?.code]] : [],
    );
    assert.deepEqual(answers, [
      [1, "applied", "one", undefined],
      [3, "rejected", null, "item.bad-document"],
      [4, "rejected", null, "item.bad-document"],
      [5, "rejected", null, "item.exists"],
      [6, "applied", "last", undefined],
    ]);
  });

  it("item.cancel, item.retry, queue.remove and item.unblock move an item as its machine allows", async () => {
    await perform("item.cancel", { item: "one", reason: "not now" });
    assert.equal(await phaseOf("one"), "cancelled");
    await perform("item.retry", { item: "one" });
    assert.equal(await phaseOf("one"), "queued");
    await assert.rejects(() => perform("item.unblock", { item: "one" }), { code: "item.not-blocked" });
    await perform("queue.remove", { item: "one" });
    assert.equal(existsSync(join(workspace.root, "millrace-agents/tasks/queue/one.md")), false);
  });

  it("runtime.pause by two sources ends when both have resumed", async () => {
    const pauses = async () => ((await perform("status")).pauses as { source: string }[]).map(({ source }) => source);
    await perform("runtime.pause", { reason: "freeze" });
    await perform("runtime.pause", { source: "release" });
    assert.deepEqual(await pauses(), ["operator", "release"]);
    assert.deepEqual(
      ((await perform("attention")).attention as { command: string }[]).map(({ command }) => command),
      ["millrace resume", "millrace resume --source release"],
    );
    assert.deepEqual((await perform("runtime.resume")).standing, ["release"]);
    assert.deepEqual((await perform("runtime.resume", { source: "release" })).standing, []);
    assert.deepEqual(await pauses(), []);
  });
});

describe("operations on a damaged workspace", () => {
  let workspace: TestWorkspace;
  const perform = (...args: Parameters<TestWorkspace["perform"]>) => workspace.perform(...args);

  beforeAll(async () => {
    workspace = testWorkspace();
    await perform("workspace.init");
    for (const title of ["First", "Second", "Third"]) await perform("task.add", { title });
    const log = join(workspace.root, "millrace-agents/log/000000000001.jsonl");
    const bytes = readFileSync(log);
    bytes[bytes.indexOf('"Second"') + 1] = "s".charCodeAt(0);
    writeFileSync(log, bytes);
  });
  afterAll(() => workspace.remove());

  it("status, log.verify, logs and doctor say what is known and what is wrong", async () => {
    // Whoever opens the log for writing finds the damage; from then on nothing is answered from the index.
    await assert.rejects(perform("task.add", { title: "Fourth" }), { code: "log.corrupt" });
    const status = (await perform("status")) as unknown as {
      log: { problem: { code: string } };
      counts: { queued: number };
      attention: { command: string }[];
    };
    assert.equal(status.log.problem.code, "log.corrupt");
    assert.equal(status.counts.queued, 1);
    assert.equal(status.attention[0]?.command, "millrace log repair");
    assert.equal((await perform("log.verify")).exit, 9);
    assert.equal(((await perform("log.events")).end as { kind: string }).kind, "corrupt");
    assert.equal((await perform("doctor")).exit, 9);
  });

  it("log.repair says what it would do, and does it with apply", async () => {
    const plan = await perform("log.repair");
    assert.equal(plan.applied, false);
    assert.equal((await perform("log.verify")).exit, 9);
    const done = await perform("log.repair", { apply: true });
    assert.deepEqual([done.applied, done.lastGood], [true, plan.lastGood]);
    assert.equal((await perform("log.verify")).exit, 0);
    assert.equal((await perform("status")).exit, 0);
  });
});
