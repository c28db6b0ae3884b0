import assert from "node:assert/strict";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { stepScreen } from "../../src/cli/step/step-screen.ts";
import { StepSession } from "../../src/cli/step/step-session.ts";
import { paperOf } from "../../src/cli/text/paper.ts";
import { stillState } from "../../src/engine/inspect/state-difference.ts";
import { StateWalk } from "../../src/engine/inspect/state-walk.ts";
import { readEvents } from "../../src/engine/read-events.ts";
import { realWorld } from "../../src/kernel/real/world.ts";
import { evolve } from "../../src/state/evolve.ts";
import { initialState, type State } from "../../src/state/state.ts";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

const SECRET = "sk-abcdefghijklmnop1234";

function foldedTo(root: string, seq: number): State {
  const state = initialState();
  readEvents(realWorld(), root, { onEvent: (event) => void (event.seq <= seq && evolve(state, event)) });
  return state;
}

describe("inspecting a failed run", () => {
  let workspace: TestWorkspace;
  let head = 0;
  let born = 0;
  let ended = 0;
  const perform: TestWorkspace["perform"] = (...args) => workspace.perform(...args);
  const path = (...parts: string[]): string => join(workspace.root, ...parts);

  beforeAll(async () => {
    workspace = testWorkspace();
    await perform("workspace.init");
    await perform("task.add", {
      title: "Broken",
      id: "broken",
      run: ["echo 50 > totals.txt"],
      checks: ["grep -qx 60 totals.txt"],
      fix: ["sed -i s/50/55/ totals.txt"],
      priority: 5,
    });
    await perform("task.add", { title: "Next", id: "next", run: ["echo hi > hi.txt"], checks: ["test -s hi.txt"] });
    await perform("runtime.start", { once: true });
    await perform("runtime.start", { once: true });
    const { events } = (await perform("log.events", { tail: 1000 })) as unknown as {
      events: { seq: number; type: string; run: string | null }[];
    };
    head = events.at(-1)?.seq ?? 0;
    born = events.find(({ type, run }) => type === "run.started" && run === "broken-1")?.seq ?? 0;
    ended = events.find(({ type, run }) => type === "run.finished" && run === "broken-1")?.seq ?? 0;
  });
  afterAll(() => workspace.remove());

  it("StateWalk stands in the same state whichever way it came there", () => {
    const world = realWorld();
    const walk = new StateWalk(world, workspace.root);
    for (const seq of [head, 3, born, 0, ended, born - 1]) {
      walk.goTo(seq);
      assert.deepEqual(stillState(walk.state), stillState(foldedTo(workspace.root, seq)), `at ${seq}`);
    }
  });

  it("StateWalk reads on where a segment ends with its chunk", () => {
    const copy = mkdtempSync(join(tmpdir(), "millrace-segments-"));
    try {
      const source = path("millrace-agents/log");
      cpSync(source, join(copy, "millrace-agents/log"), { recursive: true });
      const lines = readFileSync(join(source, "000000000001.jsonl"), "utf8").trimEnd().split("\n");
      let segment = "";
      for (const [index, line] of lines.entries()) {
        const { seq, batch } = JSON.parse(line) as { seq: number; batch: [number, number] };
        const begins = batch[0] === 1 && (index === 0 || segment === "" || seq % 3 === 0);
        if (begins) segment = join(copy, "millrace-agents/log", `${String(seq).padStart(12, "0")}.jsonl`);
        (begins ? writeFileSync : appendFileSync)(segment, `${line}\n`);
      }
      for (const chunk of [1, 2, 3, 7]) {
        const walk = new StateWalk(realWorld(), copy, { chunk });
        for (const seq of [head, born, head - 1, head]) {
          walk.goTo(seq);
          assert.equal(walk.state.seq, seq, `in chunks of ${chunk}`);
        }
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it("replay --to takes a sequence or a time, and refuses what the log does not reach", async () => {
    const { events } = (await perform("log.events", { tail: 1000 })) as unknown as { events: { seq: number; time: string }[] };
    const at = events.find(({ seq }) => seq === born);
    const last = events.findLast(({ time }) => time === at?.time)?.seq;
    assert.equal((await perform("replay", { to: at?.time })).asOf, last);
    assert.equal((await perform("replay", { to: String(born) })).asOf, born);
    for (const to of [String(head + 1), "2001-01-01", "2999-01-01T00:00:00Z"])
      await assert.rejects(() => perform("replay", { to }), { code: "log.no-such-moment" });
    await assert.rejects(() => perform("replay", { to: "yesterday" }), { code: "cli.bad-value" });
  });

  it("replay --step needs a terminal", async () => {
    await assert.rejects(() => perform("replay", { step: true }), { code: "cli.no-terminal" });
  });

  it("a walk goes forward, back, to types, runs, breaks and predicates, and draws the machine with the live state", () => {
    const session = new StepSession({ world: realWorld(), root: workspace.root, at: born, run: "broken-1" });
    const type = (key: string, text?: string): void => {
      const wish = session.key(key);
      assert.equal(wish.type, text === undefined ? "key" : "line");
      if (wish.type === "line") wish.then(text ?? "");
    };
    type("right");
    assert.equal(session.at, born + 1);
    type("left");
    assert.equal(session.at, born);
    type("t", "run.moved");
    assert.equal(session.shown().stand.event?.type, "run.moved");
    assert.equal(session.shown().machine?.stage, "checker");
    type("b", "stage troubleshooter");
    type("b", "items.broken.phase = blocked");
    type("c");
    assert.equal(session.shown().machine?.stage, "troubleshooter");
    const lines = stepScreen(session.shown(), paperOf({ colour: false, columns: 120, now: 0 }), 40);
    assert.ok(lines.some((line) => line.startsWith("▶ troubleshooter")));
    assert.ok(lines.some((line) => line.includes("runs.broken-1.position.stage  doublechecker → troubleshooter")));
    type("c");
    type("c");
    assert.equal(session.shown().stand.event?.type, "item.moved");
    type("r", "next-1");
    assert.equal(session.shown().stand.event?.run, "next-1");
    type("home");
    assert.equal(session.at, 0);
    type("left");
    assert.match(session.shown().note, /nothing before/);
    type("end");
    assert.equal(session.at, head);
    type("right");
    assert.match(session.shown().note, /last event/);
    type("b", "nonsense");
    assert.match(session.shown().note, /Cannot break/);
    type("g", "99999999");
    assert.match(session.shown().note, /No moment/);
    assert.equal(session.key("q").type, "quit");
  });

  it("state.diff tells both values either way round, and nothing between equal moments", async () => {
    type Told = { changes: { path: string[]; before?: unknown; after?: unknown }[]; events: { type: string; count: number }[] };
    const find = ({ changes }: Told) => changes.find(({ path: at }) => at.join(".") === "items.broken.phase");
    const on = (await perform("state.diff", { from: String(born), to: String(ended + 1) })) as unknown as Told;
    assert.deepEqual([find(on)?.before, find(on)?.after], ["active", "blocked"]);
    assert.equal(on.events.find(({ type }) => type === "attempt.requested")?.count, 9);
    const back = (await perform("state.diff", { from: String(ended + 1), to: String(born) })) as unknown as Told;
    assert.deepEqual([find(back)?.before, find(back)?.after], ["blocked", "active"]);
    assert.deepEqual((await perform("state.diff", { from: "5", to: "5" })).changes, []);
    assert.ok(((await perform("state.diff", { from: "0", to: "1" })) as unknown as Told).changes.length > 0);
  });

  it("run.timeline adds up to the whole, and shows that the second task waited for the slot", async () => {
    type Told = { millis: number; totals: { kind: string; millis: number }[]; spans: { kind: string; after: number; millis: number }[] };
    const { millis, totals, spans } = (await perform("run.timeline", { run: "next" })) as unknown as Told;
    assert.equal(
      totals.reduce((sum, one) => sum + one.millis, 0),
      millis,
    );
    assert.equal(
      spans.reduce((sum, one) => sum + one.millis, 0),
      millis,
    );
    for (const kind of ["slot", "stopped", "agent", "check"])
      assert.ok(
        totals.some((one) => one.kind === kind),
        kind,
      );
    await assert.rejects(() => perform("run.timeline", { run: "nobody" }), { code: "run.unknown" });
    await assert.rejects(() => perform("run.timeline", { run: "" }), { code: "run.unknown" });
  });

  it("why takes a sequence, and its chain has no gap that a cause would fill", async () => {
    const { chain, kind } = (await perform("why", { subject: String(ended) })) as unknown as {
      kind: string;
      chain: { seq: number; cause: number }[];
    };
    assert.equal(kind, "event");
    assert.equal(chain.at(-1)?.seq, ended);
    assert.equal(chain[0]?.cause, 0);
    assert.ok(chain.every(({ seq }, index) => index === 0 || seq > (chain[index - 1]?.seq ?? 0)));
    await assert.rejects(() => perform("why", { subject: String(head + 1) }), { code: "log.no-such-moment" });
  });

  it("export --html is one page without network, script or secrets, with path, evidence and every event of the run", async () => {
    const file = path("broken.html");
    const { events } = await perform("export", { run: "broken-1", html: file });
    const page = readFileSync(file, "utf8");
    assert.equal([...page.matchAll(/<tr id="e\d+"/g)].length, events);
    assert.doesNotMatch(page, /<script|<link|src=|url\(|href="(?!#)/);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
    assert.match(page, /class="visits">3, 5</);
    assert.match(page, /grep -qx 60 totals.txt/);
    assert.match(page, /failed \(1\)/);
    assert.equal(existsSync(`${file}.tmp`), false);
    await perform("export", { all: true, html: file });
    const all = readFileSync(file, "utf8");
    assert.equal([...all.matchAll(/<tr id="e\d+"/g)].length, head);
    for (const run of ["broken-1", "next-1"]) assert.match(all, new RegExp(`id="run-${run}"`));
  });

  it("export refuses half and double orders", async () => {
    await assert.rejects(() => perform("export", { run: "broken-1" }), { code: "cli.missing" });
    await assert.rejects(() => perform("export", { html: "x.html" }), { code: "cli.missing" });
    await assert.rejects(() => perform("export", { all: true, html: "x", bundle: "y" }), { code: "cli.conflict" });
    await assert.rejects(() => perform("export", { all: true, html: workspace.root }), { code: "cli.bad-value" });
  });

  it("a bundle replays to the state that the workspace had, and one that was altered is refused", async () => {
    const file = path("broken.bundle");
    const { asOf } = await perform("export", { run: "broken-1", bundle: file });
    const replayed = await perform("replay", { bundle: file });
    assert.equal(replayed.exit, 0);
    assert.equal(replayed.stateHash, (await perform("replay", { to: String(asOf) })).stateHash);
    const lines = readFileSync(file, "utf8").split("\n");
    const altered = (change: (line: string) => string, index: number): string =>
      lines.map((line, at) => (at === index ? change(line) : line)).join("\n");
    const flip = (line: string): string => {
      const piece = JSON.parse(line) as { base64: string };
      const bytes = Buffer.from(piece.base64, "base64");
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      return JSON.stringify({ ...piece, base64: bytes.toString("base64") });
    };
    const outside = (line: string): string => line.replace(/"path":"[^"]*"/, '"path":"../../escaped"');
    for (const text of ["", "{}\n", altered(flip, 1), altered(outside, 1), lines.slice(0, -2).join("\n")]) {
      writeFileSync(path("bad.bundle"), text);
      await assert.rejects(() => perform("replay", { bundle: path("bad.bundle") }), { code: "bundle.damaged" });
    }
    await assert.rejects(() => perform("replay", { bundle: path("none.bundle") }), { code: "cli.unreadable" });
  });

  it("run.fork under the same plan decides what was decided", async () => {
    const { differsAt, visits, actual, end } = (await perform("run.fork", { run: "broken", at: String(born) })) as unknown as {
      differsAt: number | null;
      visits: { effective: string; hypothetical: boolean }[];
      actual: { effective: string }[];
      end: { kind: string; outcome: string };
    };
    assert.equal(differsAt, null);
    assert.deepEqual(
      visits.map(({ effective }) => effective),
      actual.map(({ effective }) => effective),
    );
    assert.ok(visits.every(({ hypothetical }) => !hypothetical));
    assert.deepEqual([end.kind, end.outcome], ["ended", "blocked"]);
    for (const at of [born - 2, ended])
      await assert.rejects(() => perform("run.fork", { run: "broken", at: String(at) }), { code: "fork.not-live" });
    await assert.rejects(() => perform("run.fork", { run: "broken", at: String(born), assume: ["fixer"] }), { code: "cli.bad-value" });
  });

  it("run.fork under other limits goes another way, stops where nothing was recorded, and goes on by assumption", async () => {
    const before = readFileSync(path("millrace.toml"), "utf8");
    writeFileSync(path("millrace.toml"), before.replace("# [recovery]\n# fix_cycles = 2", "[recovery]\nfix_cycles = 3"));
    type Told = {
      differsAt: number | null;
      visits: { stage: string; to: string; hypothetical: boolean }[];
      end: { kind: string; stage: string; needs: string; outcome: string };
    };
    const order = { run: "broken", at: String(born), mode: "default_shell" };
    const stopped = (await perform("run.fork", order)) as unknown as Told;
    assert.equal(stopped.differsAt, 5);
    assert.equal(stopped.visits[5]?.to, "fixer");
    assert.deepEqual([stopped.end.kind, stopped.end.stage, stopped.end.needs], ["stopped", "fixer", "a result of fixer"]);
    const assume = ["fixer=FIXER_COMPLETE", "doublechecker=DOUBLECHECK_PASS", "updater=UPDATE_COMPLETE"];
    const assumed = (await perform("run.fork", { ...order, assume })) as unknown as Told;
    assert.equal(assumed.end.kind, "ended", JSON.stringify(assumed));
    assert.deepEqual(assumed.visits.map(({ hypothetical }) => hypothetical).slice(4, 8), [false, false, true, true]);
    writeFileSync(path("millrace.toml"), before);
  });

  it("takes the beginning of a run's id, and refuses that of several", async () => {
    await perform("item.unblock", { item: "broken" });
    await perform("runtime.start", { once: true, item: "broken" });
    await assert.rejects(() => perform("run.timeline", { run: "broken" }), { code: "run.ambiguous" });
    assert.equal((await perform("run.timeline", { run: "broken-2" })).run, "broken-2");
  });

  it("keeps secrets out: a page has them taken out, a bundle is refused", async () => {
    await perform("task.add", { title: "Leaky", id: "leaky", run: [`echo ${SECRET}`], checks: ["true"], priority: 9 });
    await perform("runtime.start", { once: true });
    await perform("export", { all: true, html: path("all.html") });
    assert.doesNotMatch(readFileSync(path("all.html"), "utf8"), new RegExp(SECRET));
    await assert.rejects(() => perform("export", { run: "leaky", bundle: path("leaky.bundle") }), { code: "export.secret" });
    assert.equal(existsSync(path("leaky.bundle")), false);
  });

  it("works on a damaged log up to the damage", async () => {
    const segment = path("millrace-agents/log/000000000001.jsonl");
    const text = readFileSync(segment, "utf8");
    const lines = text.split("\n");
    const line = ended + 5;
    const at = lines.slice(0, line).join("\n").length;
    writeFileSync(segment, `${text.slice(0, at + 20)}X${text.slice(at + 21)}`);
    assert.ok(Number((await perform("run.timeline", { run: "broken-1" })).asOf) <= line);
    assert.equal((await perform("run.fork", { run: "broken-1", at: String(born) })).differsAt, null);
    await perform("export", { all: true, html: path("damaged.html") });
    assert.ok(((await perform("state.diff", { from: "1", to: String(ended) })).changes as unknown[]).length > 0);
    writeFileSync(segment, text);
    appendFileSync(segment, '{"torn');
    assert.equal((await perform("run.timeline", { run: "broken-1" })).live, false);
    truncateSync(segment, Buffer.byteLength(text));
  });

  it("exports an empty workspace, and names what is not there", async () => {
    const empty = testWorkspace();
    try {
      await empty.perform("workspace.init");
      const { runs } = await empty.perform("export", { all: true, html: join(empty.root, "empty.html") });
      assert.equal(runs, 0);
      await empty.perform("export", { all: true, bundle: join(empty.root, "empty.bundle") });
      assert.equal((await empty.perform("replay", { bundle: join(empty.root, "empty.bundle") })).exit, 0);
      await assert.rejects(() => empty.perform("export", { run: "x", html: "x.html" }), { code: "run.unknown" });
    } finally {
      rmSync(empty.root, { recursive: true, force: true });
    }
  });
});
