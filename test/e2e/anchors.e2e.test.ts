import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { sha256 } from "../../src/kernel/sha256.ts";
import { inWorkspace, type LogLine, Workspace } from "../support/e2e/workspace.ts";

const COMMITS = '[delivery]\nkind = "commit"\n';

interface Verified {
  ok: boolean;
  problemCount: number;
  anchors: {
    unavailable: string | null;
    commits: number;
    fitting: number;
    mismatch: { commit: string; seq: number; anchored: string; logged: string } | null;
    mismatches: number;
    beyond: { commit: string; seq: number }[];
    unreadable: string[];
    repairs: number[];
  };
}

async function deliver(workspace: Workspace, id: string): Promise<void> {
  await workspace.must(["add-task", id, "--id", id, "--run", `echo ${id} > ${id}.txt`, "--check", `test -s ${id}.txt`]);
  await workspace.must(["start", "--once"]);
}

const verify = (workspace: Workspace, code = 0): Promise<Verified> => workspace.json<Verified>(["log", "verify", "--anchors"], { code });

function anchorOf(workspace: Workspace, commit = "HEAD"): { seq: number; hash: string } {
  const [seq = "", hash = ""] = workspace.git("log", "-1", "--format=%(trailers:key=Millrace-Log,valueonly)", commit).trim().split(":");
  return { seq: Number(seq), hash };
}

/** What somebody who owns the disk can do: changes a line, and chains everything from there on anew. */
function forge(segment: string, from: number, change: (line: string) => string): void {
  let previous = "";
  const lines = readFileSync(segment, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { seq } = JSON.parse(line) as LogLine;
      const kept = seq < from ? line : null;
      const body = (seq === from ? change(line) : line).replace(/,"hash":"[0-9a-f]{64}"\}$/, "");
      const hash = sha256(`${previous}"}\n${body}`);
      previous = kept === null ? hash : (JSON.parse(kept) as LogLine).hash;
      return kept ?? `${body},"hash":"${hash}"}`;
    });
  writeFileSync(segment, `${lines.join("\n")}\n`);
}

describe("log verify --anchors", () => {
  it("holds the lines that commits name against the log: a delivery names the line before its intent", () =>
    inWorkspace({ git: true, config: COMMITS }, async (workspace) => {
      await deliver(workspace, "one");
      await deliver(workspace, "two");
      const { seq, hash } = anchorOf(workspace);
      const at = workspace.events().findIndex((event) => event.seq === seq);
      assert.equal(workspace.events()[at]?.hash, hash);
      assert.deepEqual([workspace.events()[at + 1]?.type, workspace.events()[at + 1]?.subject], ["delivery.intended", "two"]);
      const { ok, anchors } = await verify(workspace);
      assert.deepEqual([ok, anchors.commits, anchors.fitting, anchors.mismatch, anchors.beyond], [true, 2, 2, null, []]);
      assert.match((await workspace.must(["log", "verify", "--anchors"])).out, /2 commits checked, 2 lines as they name them/);
      // A branch that is not checked out counts too.
      workspace.git("checkout", "-q", "-b", "other");
      workspace.git("checkout", "-q", "main");
      workspace.git("reset", "-q", "--hard", "HEAD~1");
      assert.equal((await verify(workspace)).anchors.fitting, 2);
    }));

  it("finds a log that was rewritten from its first change on, though its own chain holds, and tells both values", () =>
    inWorkspace({ git: true, config: COMMITS }, async (workspace) => {
      await deliver(workspace, "one");
      const first = workspace.git("rev-parse", "HEAD").trim();
      await deliver(workspace, "two");
      const named = anchorOf(workspace, first);
      const exit = workspace.events().find(({ type }) => type === "run.prepared");
      assert.ok(exit && exit.seq < named.seq);
      forge(workspace.segment, exit.seq, (line) => line.replace('"actor":"runtime"', '"actor":"operator"'));
      await workspace.must(["log", "verify"]);
      const { problemCount, anchors } = await verify(workspace, 9);
      assert.deepEqual([problemCount, anchors.fitting, anchors.mismatches], [0, 0, 2]);
      const logged = workspace.events().find(({ seq }) => seq === named.seq)?.hash;
      assert.deepEqual(anchors.mismatch, { commit: first, seq: named.seq, anchored: named.hash, logged });
      const { out } = await workspace.must(["log", "verify", "--anchors"], { code: 9 });
      assert.ok(out.includes(`event ${named.seq} is not the line that commit ${first} names`), out);
      assert.ok(out.includes(named.hash) && out.includes(logged ?? "-"), out);
    }));

  it("finds a log that was cut back, or replaced by an older copy", () =>
    inWorkspace({ git: true, config: COMMITS }, async (workspace) => {
      await deliver(workspace, "one");
      const older = readFileSync(workspace.segment);
      await deliver(workspace, "two");
      const named = anchorOf(workspace);
      writeFileSync(workspace.segment, older);
      const { anchors } = await verify(workspace, 9);
      assert.deepEqual([anchors.fitting, anchors.mismatch], [1, null]);
      assert.deepEqual(anchors.beyond, [{ commit: workspace.git("rev-parse", "HEAD").trim(), seq: named.seq }]);
      const { out } = await workspace.must(["log", "verify", "--anchors"], { code: 9 });
      assert.match(out, /cut back {2}commit [0-9a-f]{40} names event \d+, and the log is known up to event \d+ only/);
    }));

  it("takes a trailer that names no line for what it is, and a line that a repair replaced for replaced", () =>
    inWorkspace({ git: true, config: COMMITS }, async (workspace) => {
      workspace.git("commit", "-q", "--allow-empty", "-m", "an agent's\n\nMillrace-Log: 5:everything is fine");
      workspace.git("commit", "-q", "--allow-empty", "-m", "Millrace-Log: 5:0 in the text\n\nis none");
      const { ok, anchors } = await verify(workspace);
      assert.deepEqual([ok, anchors.commits, anchors.unreadable], [true, 1, [workspace.git("rev-parse", "HEAD~1").trim()]]);
      await deliver(workspace, "one");
      const named = anchorOf(workspace);
      const bytes = readFileSync(workspace.segment);
      bytes[bytes.indexOf(`"seq":${named.seq - 1},`) + 20] = 0x21;
      writeFileSync(workspace.segment, bytes);
      await workspace.must(["log", "repair", "--apply"]);
      await workspace.must(["add-task", "later", ...["--check", "true"]]);
      const { anchors: after } = await verify(workspace, 9);
      assert.deepEqual([after.mismatch?.seq, after.repairs], [named.seq, [named.seq - 1]]);
      assert.match((await workspace.must(["log", "verify", "--anchors"], { code: 9 })).out, /repaired at event \d+/);
    }));

  it("says so where there is no git", () =>
    inWorkspace({ config: COMMITS }, async (workspace) => {
      const { ok, anchors } = await verify(workspace);
      assert.deepEqual([ok, anchors.commits], [true, 0]);
      assert.match(anchors.unavailable ?? "", /git/);
      assert.match((await workspace.must(["log", "verify", "--anchors"])).out, /anchors {3}not checked: .*git/);
    }));

  it("keeps workspaces in folders of one repository apart", () =>
    inWorkspace({ git: true, at: "one", config: COMMITS }, async (whole) => {
      const folder = new Workspace(whole.path("folder"), whole.env.XDG_RUNTIME_DIR ?? "");
      const beside = new Workspace(whole.path("beside"), whole.env.XDG_RUNTIME_DIR ?? "");
      for (const workspace of [folder, beside]) {
        whole.write(`${workspace === folder ? "folder" : "beside"}/millrace.toml`, COMMITS);
        await workspace.must(["init", "--force"]);
        whole.write(`${workspace === folder ? "folder" : "beside"}/millrace.toml`, COMMITS);
        await deliver(workspace, "one");
      }
      assert.equal((await verify(folder)).anchors.fitting, 1);
      assert.equal((await verify(beside)).anchors.commits, 1);
    }));
});
