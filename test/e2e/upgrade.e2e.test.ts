import assert from "node:assert/strict";
import { cpSync, existsSync, readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { randomFrom } from "../support/e2e/random.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import { type FixtureLine, filesBelow, fixtureLines, fixtureOf } from "../workspace/import/older-fixture.ts";

const SEED = Number(process.env.MILLRACE_E2E_SEED ?? Math.floor(Math.random() * 1e9));
/** How often each line's upgrade is killed. */
const KILLS = Number(process.env.MILLRACE_E2E_UPGRADE_KILLS ?? 8);

interface Upgraded {
  kind: string;
  done: string;
  import: {
    original: string | null;
    config: string | null;
    paused: string | null;
    items: { id: string; was: string | null; kind: string; from: string; phase: string; path: string; held: string[]; counters: object }[];
    runs: { id: string; item: string; outcome: string; directory: string }[];
    settings: { from: string; to: string | null }[];
    left: { path: string; why: string }[];
  } | null;
  baseline: { changes: { path: string; action: string }[]; receipt: string | null } | null;
  undone: { restored: string[]; aside: string | null } | null;
  notes: string[];
}

const inOlder = (line: FixtureLine, use: (workspace: Workspace) => Promise<void>): Promise<void> =>
  inWorkspace({ bare: true }, async (workspace) => {
    cpSync(fixtureOf(line), workspace.root, { recursive: true });
    await use(workspace);
  });

/** The older lines worked with codex, and so does what is carried over; there is none here, and the work of these fixtures is scripted. */
function workByScript(workspace: Workspace): void {
  const file = ["millrace.toml", "millrace-agents/millrace.toml"].find((path) => workspace.has(path)) ?? assert.fail("no configuration");
  const carried = workspace.read(file);
  assert.match(carried, /^runner = "codex_cli"/m);
  workspace.write(file, carried.replaceAll(/^runner = "(codex_cli|claude_code)"/gm, 'runner = "shell"'));
}

const treeOf = (line: FixtureLine): string => (line === "0.5" ? "agents" : "millrace-agents");

/** What is wrong with the files of the older tree when they lie in `tree`; null when each has its bytes. */
function treeProblem(workspace: Workspace, line: FixtureLine, tree: string): string | null {
  if (!existsSync(workspace.path(tree))) return `${tree} is not there`;
  const wanted = filesBelow(join(fixtureOf(line), treeOf(line)));
  const found = filesBelow(workspace.path(tree));
  const differing = [...new Set([...wanted.keys(), ...found.keys()])].filter((path) => wanted.get(path) !== found.get(path));
  return differing.length === 0 ? null : `${tree} differs in ${differing.join(", ")}`;
}

/** True when the older workspace is as it was; `allowing` are names at its root that may be there beside it. */
function isOlder(workspace: Workspace, line: FixtureLine, allowing: RegExp): boolean {
  const extra = readdirSync(workspace.root).filter((name) => allowing.test(name));
  const wanted = filesBelow(fixtureOf(line));
  const found = filesBelow(workspace.root, extra);
  return [...wanted].every(([path, bytes]) => found.get(path) === bytes) && found.size === wanted.size;
}

const isNewer = (workspace: Workspace): boolean => workspace.has("millrace-agents/log");

async function checkLog(workspace: Workspace): Promise<void> {
  await workspace.must(["log", "verify"]);
  await workspace.must(["replay", "--verify"]);
}

describe("upgrade of an older workspace", () => {
  for (const line of fixtureLines) {
    it(`previews one of ${line} and changes nothing`, () =>
      inOlder(line, async (workspace) => {
        const before = filesBelow(workspace.root);
        const { kind, done, import: view } = await workspace.json<Upgraded>(["upgrade"]);
        assert.deepEqual([kind, done], ["import", "preview"]);
        assert.ok(view && view.items.length > 10 && view.runs.length >= 2 && view.settings.length > 0);
        assert.ok(view.left.every(({ path, why }) => path !== "" && why !== ""));
        const { out } = await workspace.must(["upgrade"]);
        for (const { id } of view.items) assert.ok(out.includes(id), id);
        for (const { path } of view.left) assert.ok(out.includes(path), path);
        assert.deepEqual(filesBelow(workspace.root), before);
      }));

    it(`carries one of ${line} over, item by item, and keeps the older tree byte by byte`, () =>
      inOlder(line, async (workspace) => {
        const preview = await workspace.json<Upgraded>(["upgrade"]);
        const applied = await workspace.json<Upgraded>(["upgrade", "--apply"]);
        const view = applied.import;
        assert.ok(view?.original);
        assert.deepEqual({ ...view, original: null, config: null }, preview.import);
        assert.equal(treeProblem(workspace, line, view.original), null);
        if (view.config) assert.equal(workspace.read(view.config), filesBelow(fixtureOf(line)).get("millrace.toml"));
        await checkLog(workspace);
        await compareItems(workspace, line, view);
        const { runs } = await workspace.json<{ runs: { id: string; item: string; phase: string }[] }>(["runs", "ls"]);
        assert.deepEqual(
          runs.map(({ id, item, phase }) => `${id} ${item} ${phase}`).sort(),
          view.runs.map(({ id, item, outcome }) => `${id} ${item} ${outcome}`).sort(),
        );
        for (const { directory } of view.runs) assert.ok(existsSync(join(fixtureOf(line), treeOf(line), directory)), directory);
        const record = await workspace.must(["runs", "show", view.runs[0]?.id ?? ""], { code: 3 });
        assert.match(record.err, new RegExp(`Its record is in ${view.original}/runs/`));
        await workspace.must(["compile", "validate"]);
        assert.equal(workspace.has("millrace-agents.upgrade"), false, "nothing of the preparation is left");
      }));

    it(`works a task that was carried over from ${line}`, () =>
      inOlder(line, async (workspace) => {
        const { import: view } = await workspace.json<Upgraded>(["upgrade", "--apply"]);
        const first = view?.items[0];
        assert.equal(first?.from, "active");
        workByScript(workspace);
        if (view?.paused) {
          await workspace.must(["start", "--once"], { code: 6 });
          await workspace.must(["resume"]);
        }
        await workspace.must(["start", "--once"]);
        const { item, runs } = await workspace.json<{ item: { phase: string }; runs: { id: string }[] }>(["queue", "show", first.id]);
        assert.equal(item.phase, "done");
        const olderRuns = view?.runs.filter((run) => run.item === first.id).length ?? 0;
        assert.ok(
          runs.some(({ id }) => id === `${first.id}-${olderRuns + 1}`),
          "the older runs are counted",
        );
        await checkLog(workspace);
        const refused = await workspace.must(["upgrade", "--undo"], { code: 5 });
        assert.match(refused.err, /Work was done since the upgrade/);
        assert.ok(isNewer(workspace));
      }));

    it(`says that one of ${line} was carried over when it is asked again`, () =>
      inOlder(line, async (workspace) => {
        await workspace.must(["upgrade", "--apply"]);
        const log = workspace.events().length;
        const again = await workspace.json<Upgraded>(["upgrade", "--apply"]);
        assert.deepEqual([again.kind, again.done, again.import], ["baseline", "nothing", null]);
        assert.match(again.notes[0] ?? "", new RegExp(`carried over from Millrace ${line}`));
        assert.equal(workspace.events().length, log);
      }));

    it(`puts one of ${line} back byte by byte, and can carry it over again`, () =>
      inOlder(line, async (workspace) => {
        await workspace.must(["upgrade", "--apply"]);
        await workspace.must(["status"]);
        const { undone } = await workspace.json<Upgraded>(["upgrade", "--undo"]);
        assert.ok(undone?.aside && existsSync(workspace.path(undone.aside, "log")));
        assert.ok(isOlder(workspace, line, /\.undone-/));
        await workspace.must(["upgrade", "--undo"], { code: 10 });
        await workspace.must(["upgrade", "--apply"]);
        await checkLog(workspace);
      }));

    it(`leaves one of ${line} old or new when it is killed at any moment`, () =>
      inOlder(line, async (workspace) => {
        const random = randomFrom(SEED);
        const seen = { older: 0, newer: 0 };
        for (let kill = 0; kill < KILLS; kill++) {
          const about = `line ${line}, seed ${SEED}, kill ${kill}`;
          await killAfter(workspace, ["upgrade", "--apply"], 15 + random(185));
          if (isNewer(workspace)) {
            seen.newer++;
            await checkLog(workspace);
          } else {
            seen.older++;
            assert.ok(isOlder(workspace, line, /^millrace-agents\.upgrade$|\.before-upgrade-|\.undone-/), about);
          }
          await workspace.must(["upgrade", "--apply"]);
          assert.equal(workspace.has("millrace-agents.upgrade"), false, about);
          await checkLog(workspace);
          assert.equal(treeProblem(workspace, line, originalOf(workspace, line)), null, about);
          await killAfter(workspace, ["upgrade", "--undo"], 15 + random(145));
          if (workspace.has("millrace-agents.upgrade/ready.json")) await workspace.must(["upgrade", "--apply"]);
          const undo = await workspace.run(["upgrade", "--undo"]);
          assert.ok(undo.code === 0 || undo.code === 10, `${about}: ${undo.err}`);
          assert.ok(isOlder(workspace, line, /^millrace-agents\.upgrade$|\.before-upgrade-|\.undone-/), about);
        }
        assert.equal(seen.older + seen.newer, KILLS);
      }));
  }

  it("holds the commands of documents that an agent made, and not those of an operator", () =>
    inOlder("0.12", async (workspace) => {
      const { import: view } = await workspace.json<Upgraded>(["upgrade", "--apply"]);
      const held = view?.items.filter((item) => item.held.length > 0).map(({ id }) => id);
      assert.deepEqual(held, ["print-receipt"]);
      const { items } = await workspace.json<{ items: { id: string; waiting: { code: string } | null }[] }>(["queue", "ls"]);
      assert.equal(items.find(({ id }) => id === "print-receipt")?.waiting?.code, "approval");
      assert.equal(items.find(({ id }) => id === "show-total")?.waiting?.code, "dependency");
    }));

  it("keeps what lay in the inbox of ideas from being taken in twice", () =>
    inOlder("0.12", async (workspace) => {
      await workspace.must(["upgrade", "--apply"]);
      workByScript(workspace);
      await workspace.must(["resume"]);
      await workspace.must(["start", "--once"]);
      const items = workspace
        .events()
        .filter(({ type }) => type === "item.imported" || type === "item.added")
        .map(({ subject, data }) => ({ id: subject, kind: data.kind }));
      assert.deepEqual(
        items
          .filter(({ kind }) => kind === "idea")
          .map(({ id }) => id)
          .sort(),
        ["gift-cards", "opening-hours", "shop"],
      );
    }));

  it("refuses while the older runtime lives, and names its process", () =>
    inOlder("0.16", async (workspace) => {
      const lock = { workspace_root: workspace.root, owner_pid: process.pid, owner_hostname: hostname(), owner_session_id: "a".repeat(32) };
      workspace.write("millrace-agents/state/runtime_daemon.lock.json", JSON.stringify(lock));
      const { err } = await workspace.must(["upgrade", "--apply"], { code: 5 });
      assert.match(err, new RegExp(`process ${process.pid}`));
      assert.equal(isNewer(workspace), false);
    }));

  it("lets one of two upgrades at once do it", () =>
    inOlder("0.16", async (workspace) => {
      const codes = await Promise.all([1, 2, 3].map(async () => (await workspace.run(["upgrade", "--apply"])).code));
      assert.ok(codes.includes(0));
      assert.ok(
        codes.every((code) => code === 0 || code === 5),
        codes.join(),
      );
      assert.equal(readdirSync(workspace.root).filter((name) => name.includes(".before-upgrade-")).length, 1);
      await checkLog(workspace);
    }));

  it("is named by init, which makes no second workspace over it", () =>
    inOlder("0.5", async (workspace) => {
      const { err } = await workspace.must(["init"], { code: 5 });
      assert.match(err, /millrace upgrade/);
      assert.ok(isOlder(workspace, "0.5", /^$/));
    }));
});

describe("upgrade of a workspace of this version", () => {
  it("has nothing to do after init", () =>
    inWorkspace({}, async (workspace) => {
      const { kind, done } = await workspace.json<Upgraded>(["upgrade"]);
      assert.deepEqual([kind, done], ["baseline", "nothing"]);
    }));

  it("removes the place of an upgrade that was killed when it had nothing left to do, and only when it is to change something", () =>
    inWorkspace({}, async (workspace) => {
      workspace.write("millrace-agents.upgrade/.owner/holder.json", "{}");
      await workspace.must(["upgrade"]);
      assert.ok(workspace.has("millrace-agents.upgrade"));
      await workspace.must(["upgrade", "--apply"]);
      assert.equal(workspace.has("millrace-agents.upgrade"), false);
    }));

  it("brings a file that an older version installed up to date, keeps an edit, and puts both back", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      const manifest = JSON.parse(workspace.read("millrace-agents/baseline.json"));
      const shipped = workspace.read("millrace-agents/.gitignore");
      await install(workspace, manifest, "millrace-agents/.gitignore", "# of an older version\n/*\n");
      const edited = `${workspace.read("millrace.toml")}\n[runtime]\nmax_runs = 2\n`;
      workspace.write("millrace.toml", edited);
      const preview = await workspace.json<Upgraded>(["upgrade"]);
      assert.deepEqual(
        preview.baseline?.changes.map(({ path, action }) => `${path} ${action}`),
        ["millrace.toml keep", "millrace-agents/.gitignore replace", "millrace.ts current"],
      );
      const applied = await workspace.json<Upgraded>(["upgrade", "--apply"]);
      assert.equal(applied.done, "applied");
      assert.equal(workspace.read("millrace-agents/.gitignore"), shipped);
      assert.equal(workspace.read("millrace.toml"), edited);
      const undone = await workspace.json<Upgraded>(["upgrade", "--undo"]);
      assert.equal(undone.done, "undone");
      assert.equal(workspace.read("millrace-agents/.gitignore"), "# of an older version\n/*\n");
      assert.equal(workspace.read("millrace.toml"), edited);
      await workspace.must(["upgrade", "--undo"], { code: 10 });
    }));
});

async function install(
  workspace: Workspace,
  manifest: { files: { path: string; text: string; sha256: string }[] },
  path: string,
  text: string,
) {
  const { createHash } = await import("node:crypto");
  const sha256 = createHash("sha256").update(text).digest("hex");
  const files = manifest.files.map((file) => (file.path === path ? { ...file, text, sha256 } : file));
  workspace.write("millrace-agents/baseline.json", JSON.stringify({ ...manifest, files }));
  workspace.write(path, text);
}

/** Where the older tree lies by what the log says. */
function originalOf(workspace: Workspace, line: FixtureLine): string {
  const event = workspace.events().findLast(({ type }) => type === "workspace.imported");
  assert.ok(event, `the log does not say that ${line} came in`);
  return String(event.data.original);
}

/** Every item is here as it was there: phase, bytes, counters, dependencies. */
async function compareItems(workspace: Workspace, line: FixtureLine, view: NonNullable<Upgraded["import"]>): Promise<void> {
  for (const planned of view.items) {
    const shown = await workspace.json<{ item: { kind: string; phase: string; counters: object; path: string | null }; document: string }>([
      "queue",
      "show",
      planned.id,
    ]);
    assert.deepEqual([shown.item.kind, shown.item.phase, shown.item.counters], [planned.kind, planned.phase, planned.counters], planned.id);
    const [file = "", heading] = planned.path.split(":");
    if (/\.json(\.claimed)?$/.test(file)) continue;
    const source = filesBelow(fixtureOf(line)).get(file) ?? "";
    const bytes = Buffer.from(shown.document, "utf8").toString("latin1");
    if (heading === undefined) assert.equal(bytes, source, planned.id);
    else assert.ok(source.includes(bytes), planned.id);
    assert.equal(workspace.read(shown.item.path ?? ""), shown.document, `${planned.id} is projected verbatim`);
  }
}

async function killAfter(workspace: Workspace, args: readonly string[], millis: number): Promise<void> {
  const call = workspace.start(args);
  await Promise.race([call.ended, new Promise((resume) => setTimeout(resume, millis))]);
  call.child.kill("SIGKILL");
  await call.ended;
}
