import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

/** One run that is done and one that is blocked, whose ids begin alike. */
async function worked(workspace: Workspace): Promise<void> {
  await workspace.must(["add-task", "Sum", "--id", "sum", "--run", "echo 1 > a.txt", "--check", "test -s a.txt"]);
  await workspace.must(["start", "--once"]);
  await workspace.must(["add-task", "Sums", "--id", "sum-b", "--run", "exit 1", "--check", "false", "--fix", "true"]);
  await workspace.must(["start", "--once"], { code: 6 });
}

/** A loop that knows one stage by its name, and no terminal of it. */
function brief(workspace: Workspace): void {
  const stage = `[stages.builder]\non = { DRAFTED = "done", BLOCKED = "blocked" }\n`;
  const finals = `[finals]\ndone = "done"\nblocked = { item = "blocked", reason = "no_draft" }\n`;
  workspace.write(
    "millrace-agents/loops/execution.brief.toml",
    `id = "execution.brief"\nentries = { task = "builder" }\n${stage}${finals}`,
  );
  const mode = `summary = "Draft"\n[loops]\ntask = "execution.brief"\n[stage_defaults]\nrunner = "shell"\n`;
  workspace.write("millrace-agents/modes/brief.toml", mode);
}

/** What is typed, the exit code, and what the answer has to say. */
type Row = readonly [args: string, code: number, says: RegExp];

const WHOLE: readonly Row[] = [
  ["replay --to 99999", 3, /No moment "99999" in the log: it has events 1 to \d+/],
  ["replay --to -1", 2, /Cannot use "-1" for --to: it takes a sequence, or a time.*\n.*millrace replay --help/],
  ["replay --to soon", 2, /Cannot use "soon" for --to/],
  ["replay --to 2001-01-01", 3, /No moment "2001-01-01".*the first from 20/],
  ["replay --to 2999-01-01", 3, /No moment "2999-01-01"/],
  ["replay --to 0", 0, /As of event 0/],
  ["replay --to 2 --run sum-1", 0, /As of event 2[\s\S]*had not begun/],
  ["replay --run sum", 2, /"sum" is the beginning of 2 runs: sum-1, sum-b-1/],
  ["replay --run sum-b", 0, /what happened/],
  ["replay --run nobody", 3, /No run "nobody"/],
  ["replay --step", 2, /cli\.no-terminal/],
  ["replay --bundle none.bundle", 3, /Cannot read .*none\.bundle: there is no such file/],
  ["replay --bundle millrace-agents", 3, /Cannot read .*millrace-agents: it is no file/],
  ["replay --bundle millrace.toml", 9, /no manifest/],
  ["replay --bundle a --step", 2, /takes --bundle or --step, not both/],
  ["fork sum-1 --at 2", 2, /did not live at event 2: it began with \d+ and ended with \d+/],
  ["fork sum-1 --at 99999", 3, /No moment "99999"/],
  ["fork sum-1", 2, /needs --at/],
  ["fork sum-1 --at BORN --mode nope", 2, /No mode "nope".*\n.*Use one of/],
  ["fork sum-1 --at BORN --assume fixer", 2, /Cannot use "fixer" for --assume: STAGE=TERMINAL/],
  ["fork sum-1 --at BORN --assume nobody=DONE", 2, /the stages of execution\.standard are builder, /],
  ["fork sum-1 --at BORN --assume fixer=DONE", 2, /fixer reports FIXER_COMPLETE/],
  ["fork sum-1 --at BORN --assume fixer=FIXER_COMPLETE", 0, /ends {2}done/],
  ["fork sum-1 --at CHECKER --mode brief", 2, /is at checker, which execution\.brief, .*does not have.*\n.*--at \d+ --mode brief/],
  [
    "fork sum-1 --at BORN --mode brief",
    0,
    /stops at builder: .*legal in execution\.brief \(DRAFTED, BLOCKED\): it reported BUILDER_COMPLETE/,
  ],
  ["fork sum-1 --at BORN --mode brief --assume builder=DRAFTED", 0, /assumed[\s\S]*ends {2}done/],
  ["diff 20 9", 0, /event 20 → 9/],
  ["diff 9 9", 0, /no event between them/],
  ["diff 9", 2, /needs SEQ\|TIME/],
  ["diff 9 x", 2, /Cannot use "x" for the second moment/],
  ["why 99999", 3, /No moment "99999"/],
  ["why 0", 3, /No moment "0"/],
  ["why sum-b-", 0, /Run "sum-b-1" finished as blocked/],
  ["why su", 2, /"su" is the beginning of 2 runs/],
  ["why nobody", 3, /No work item "nobody"/],
  ["timeline sum", 2, /is the beginning of 2 runs/],
  ["export nobody --html x.html", 3, /No run "nobody"/],
  ["export sum-1 --html nowhere/x.html", 2, /there is no directory .*nowhere/],
  ["export sum-1 --bundle nowhere/x.bundle", 2, /there is no directory .*nowhere/],
  ["export sum-1 --html millrace-agents", 2, /it takes a file, and that is a directory/],
  ["export sum-1 --bundle millrace-agents", 2, /it takes a file, and that is a directory/],
  ["export sum-1 --html a --bundle b", 2, /not both/],
  ["export sum-1", 2, /needs --html FILE or --bundle FILE/],
  ["export --html a", 2, /needs RUN or --all/],
];

const DAMAGED: readonly Row[] = [
  ["replay", 0, /is not known to its end: it is damaged from event \d+ on/],
  ["replay --verify", 9, /is not known to its end/],
  ["replay --to END", 3, /it has events 1 to \d+.*\n.*The log is damaged behind them/],
  ["replay --run sum-b-1", 3, /No run "sum-b-1".*\n.*damaged from event \d+ on/],
  ["timeline sum-b-1", 3, /damaged from event/],
  ["timeline sum-1", 0, /The log is not known to its end/],
  ["fork sum-1 --at BORN", 0, /The log is not known to its end/],
  ["diff 1 END", 3, /The log is damaged behind them/],
  ["export sum-1 --html d.html", 0, /is not in it to its end: it is damaged/],
  ["export --all --bundle d.bundle", 0, /is not in it to its end: it is damaged/],
  ["replay --bundle d.bundle", 0, /each as its pinned machine says/],
];

async function typed(workspace: Workspace, rows: readonly Row[], words: Record<string, number>): Promise<void> {
  for (const [line, code, says] of rows) {
    const args = line.split(" ").map((word) => String(words[word] ?? word));
    const ended = await workspace.run(args);
    const told = `${ended.out}\n${ended.err}`;
    assert.equal(ended.code, code, `millrace ${args.join(" ")}: ${told}`);
    assert.match(told, says, `millrace ${args.join(" ")}`);
    assert.doesNotMatch(told, /cli\.internal/, line);
  }
}

describe("the tools of replay, asked badly", () => {
  it("answer with what was wrong and what to do", () =>
    inWorkspace({}, async (workspace) => {
      await worked(workspace);
      brief(workspace);
      const events = workspace.events();
      const born = events.find(({ type }) => type === "run.started")?.seq ?? 0;
      const checker = events.find(({ type }) => type === "run.moved")?.seq ?? 0;
      await typed(workspace, WHOLE, { BORN: born, CHECKER: checker });
    }));

  it("tell a damaged log by its damage, and answer for what is before it", () =>
    inWorkspace({}, async (workspace) => {
      await worked(workspace);
      const events = workspace.events();
      const born = events.find(({ type }) => type === "run.started")?.seq ?? 0;
      const end = events.at(-1)?.seq ?? 0;
      const second = events.findLast(({ type }) => type === "run.started")?.seq ?? 0;
      const bytes = readFileSync(workspace.segment);
      bytes[bytes.indexOf(`{"v":1,"seq":${second - 2},`) + 40] = 0x21;
      writeFileSync(workspace.segment, bytes);
      await typed(workspace, DAMAGED, { BORN: born, END: end });
    }));

  it("export an empty workspace, as a page and as a bundle", () =>
    inWorkspace({}, async (workspace) => {
      await typed(
        workspace,
        [
          ["export --all --html all.html", 0, /0 runs/],
          ["export --all --bundle all.bundle", 0, /0 runs/],
          ["replay --bundle all.bundle", 0, /0 transitions/],
          ["replay --verify", 0, /0 transitions/],
          ["export sum-1 --html x.html", 3, /No run "sum-1"/],
          ["diff 0 1", 0, /event 0 → 1/],
        ],
        {},
      );
    }));
});

describe("a bundle of which one byte was altered", () => {
  it("is refused with 9 and the file that is not as it was, whichever file it is, and whatever of the manifest", () =>
    inWorkspace({}, async (workspace) => {
      await worked(workspace);
      await workspace.must(["export", "--all", "--bundle", "whole.bundle"]);
      await workspace.must(["replay", "--bundle", "whole.bundle"]);
      const [manifest = "", ...pieces] = workspace.read("whole.bundle").trimEnd().split("\n");
      const parsed = pieces.map((line) => JSON.parse(line) as { path: string; at: number; base64: string });
      const paths = parsed.map(({ path }) => path);
      for (const part of ["/log/0", "/log/blobs/", "request.json", "prompt.md"])
        assert.ok(
          paths.some((path) => path.includes(part)),
          `${part} is in the bundle`,
        );
      const { replayBundle } = await import("../../src/operations/inspect/replay-bundle.ts");
      const { realWorld } = await import("../../src/kernel/real/world.ts");
      const refused = (text: string, what: string, says: RegExp) => {
        workspace.write("bad.bundle", text);
        return assert.rejects(
          () => replayBundle(realWorld(), workspace.path("bad.bundle"), { run: undefined, to: undefined }),
          (error: { code?: string; message?: string }) => error.code === "bundle.damaged" && says.test(error.message ?? ""),
          what,
        );
      };
      for (const [index, piece] of parsed.entries()) {
        const bytes = Buffer.from(piece.base64, "base64");
        const at = Math.floor(bytes.length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        const altered = pieces.with(index, JSON.stringify({ ...piece, base64: bytes.toString("base64") }));
        await refused([manifest, ...altered, ""].join("\n"), piece.path, new RegExp(`${piece.path.replaceAll(".", "\\.")} was altered`));
      }
      for (let at = 0; at < manifest.length; at += 61) {
        const changed = manifest[at] === "x" ? "y" : "x";
        await refused(
          [manifest.slice(0, at) + changed + manifest.slice(at + 1), ...pieces, ""].join("\n"),
          `byte ${at} of the manifest`,
          /manifest/,
        );
      }
    }));
});
