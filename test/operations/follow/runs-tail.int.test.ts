import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { renderRunsTail, renderTailPart } from "../../../src/cli/render/runs-tail.ts";
import { paperOf } from "../../../src/cli/text/paper.ts";
import type { OutputPiece } from "../../../src/operations/follow/output-piece.ts";
import { type TestWorkspace, testWorkspace } from "../support/test-workspace.ts";

/** A program that speaks as codex does, with words between its events, a line in two parts, and a torn last one. */
const codex = `
say() { printf '{"type":"item.completed","item":{"type":"agent_message","text":"%s"}}\\n' "$1"; }
case "$(cat)" in
*'stage \`builder\`'*)
  printf '{"type":"thread.started","thread_id":"t"}\\n'
  printf '{"type":"item.completed","item":{"type":"command_execution","command":"/bin/bash -lc \\\\"ls; pwd\\\\""}}\\n'
  printf '{"type":"item.completed","item":{"type":"file_change","cha'; sleep 0.5; printf 'nges":[{"path":"a.txt","kind":"add"}]}}\\n'
  echo 'npm notice: new version'
  echo 'to standard error' >&2
  say 'Built.\\n\\n### BUILDER_COMPLETE' ;;
*'stage \`checker\`'*) say 'Seen.\\n### CHECKER_PASS' ;;
*) say '### UPDATE_COMPLETE' ;;
esac
printf '{"type":"turn.completed","usage":{"input_tokens":1234,"cached_input_tokens":1000,"output_tokens":56,"reasoning_output_tokens":0}}\\n'
printf '{"type":"item.started","item'
`;

const paper = paperOf({ colour: false, columns: null, now: 0 });

describe("runs.tail of a harness", () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = testWorkspace();
    await workspace.perform("workspace.init");
    writeFileSync(join(workspace.root, "codex.sh"), codex);
    writeFileSync(
      join(workspace.root, "millrace.toml"),
      '[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["sh", "codex.sh"]\n',
    );
    await workspace.perform("task.add", { title: "Talk", id: "talk" });
  });
  afterEach(() => workspace.remove());

  const pieces = (): OutputPiece[] => workspace.told.flatMap((one) => (one.type === "part" ? [one.part as unknown as OutputPiece] : []));

  it("--follow shows text, tools, files, tokens and strays as they come, from one stage to the next, and no torn line", async () => {
    const working = workspace.perform("runtime.start", { once: true });
    const request = join(workspace.root, "millrace-agents/runs/talk-1/1.1/request.json");
    while (!existsSync(request)) await new Promise((resolve) => setTimeout(resolve, 20));
    const followed = await workspace.perform("runs.tail", { run: "talk-1", follow: true });
    assert.equal((await working).outcome, "done");
    assert.equal(followed.exit, 0);
    const render = renderTailPart();
    const shown = pieces()
      .map((piece) => render(piece, paper))
      .join("");
    const stages = shown.split(/^--- /m).slice(1);
    // What came on standard error at the same time may stand between.
    const heading = "1.1 builder, codex_cli ---\n";
    const ofBuilder = stages.flatMap((part) => (part.startsWith(heading) ? [part.slice(heading.length)] : [])).join("");
    assert.match(ofBuilder, /^ {2}shell {4}ls; pwd\n/m);
    assert.match(ofBuilder, /^ {2}write {4}a\.txt\n/m);
    assert.match(ofBuilder, /^\nBuilt\.\n\n### BUILDER_COMPLETE\n\n/m);
    assert.match(ofBuilder, /^ {2}tokens {3}1 234 in \(1 000 cached\), 56 out\n {2}end {6}of its turn\n/m);
    assert.ok(stages.includes("1.1 stdout ---\nnpm notice: new version\n"), shown);
    assert.ok(stages.includes("1.1 stderr ---\nto standard error\n"), shown);
    const order = ["1.1 builder", "2.1 checker", "3.1 updater"].map((name) => shown.indexOf(`--- ${name}, codex_cli`));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.ok(
      order.every((at) => at >= 0),
      shown,
    );
    assert.doesNotMatch(shown, /item|[{]"/);
  });

  it("gives events afterwards, and the lines as they are with --raw", async () => {
    await workspace.perform("runtime.start", { once: true });
    const told = (await workspace.perform("runs.tail", { run: "talk-1", attempt: "1.1" })) as unknown as Parameters<
      typeof renderRunsTail
    >[0];
    assert.deepEqual(
      told.harness?.events.map(({ type }) => type),
      ["session", "tool", "file", "text", "usage", "end"],
    );
    assert.deepEqual([told.stdout.text, told.stderr.text], ["npm notice: new version\n", "to standard error\n"]);
    assert.match(
      renderRunsTail(told, paper),
      /^--- 1\.1 builder, codex_cli ---\n {2}shell {4}ls; pwd\n[\s\S]*--- 1\.1 stdout ---\nnpm notice/,
    );
    const raw = (await workspace.perform("runs.tail", { run: "talk-1", attempt: "1.1", raw: true })) as unknown as typeof told;
    assert.equal(raw.harness, null);
    assert.match(raw.stdout.text, /^\{"type":"thread\.started"[\s\S]*\{"type":"item\.started","item$/);
    workspace.told.length = 0;
    await workspace.perform("runs.tail", { run: "talk-1", attempt: "1.1", raw: true, follow: true });
    assert.deepEqual([...new Set(pieces().map(({ type }) => type))], ["output"]);
  });
});
