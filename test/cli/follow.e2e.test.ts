import assert from "node:assert/strict";
import { once } from "node:events";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type CommandLine, commandLine, endOf } from "./support/command-line.ts";

describe("millrace --follow and --watch", () => {
  let line: CommandLine;

  beforeAll(async () => {
    line = commandLine();
    await line.run(["init"]);
    for (const id of ["a", "b"]) await line.run(["add-task", id, "--id", id]);
  });
  afterAll(() => line.remove());

  it("gives events on standard output until SIGINT, and ends with 130", async () => {
    const child = line.start(["logs", "--follow", "--type", "item.added"]);
    const ended = endOf(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    await line.run(["add-task", "c", "--id", "c"]);
    await settle(300);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    assert.deepEqual([code, stderr], [130, ""]);
    const rows = stdout.trimEnd().split("\n");
    assert.equal(rows.length, 3);
    assert.match(rows[2] ?? "", /^ +\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {2}item\.added {10}The operator added the task "c"/);
  });

  it("gives lines of JSON with --json, the last one the result", async () => {
    const child = line.start(["logs", "--follow", "--tail", "1", "--json"]);
    const ended = endOf(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    child.kill("SIGTERM");
    const { code, stdout } = await ended;
    const told = stdout
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as { type: string; event?: { seq: number } });
    assert.deepEqual([code, told.map(({ type }) => type)], [130, ["event", "result"]]);
    assert.ok(typeof told[0]?.event?.seq === "number");
  });

  it("ends when its reader has gone", async () => {
    const child = line.start(["logs", "--follow", "--tail", "1"]);
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await once(child.stdout as NodeJS.ReadableStream, "data");
    child.stdout?.destroy();
    await line.run(["add-task", "d", "--id", "d"]);
    await line.run(["add-task", "e", "--id", "e"]);
    assert.ok((await Promise.race([ended, settle(5000).then(() => "alive")])) !== "alive");
  });

  it("tells a status for each change where nobody looks at a screen", async () => {
    const child = line.start(["status", "--watch", "--interval", "1"]);
    const ended = endOf(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    await settle(1500);
    await line.run(["add-task", "f", "--id", "f"]);
    await settle(1000);
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    assert.equal(code, 130);
    const blocks = stdout.split(/^(?=millrace-cli-)/m);
    assert.ok(blocks.length >= 2, stdout);
    assert.deepEqual([/^ {2}f /m.test(blocks[0] ?? ""), /^ {2}f /m.test(blocks.at(-1) ?? "")], [false, true]);
  });

  it("describes a command as JSON, and completes words by script and by operation", async () => {
    const described = JSON.parse((await line.run(["runs", "undo", "--describe"])).stdout) as {
      name: string;
      input: { properties: object };
    };
    assert.deepEqual([described.name, Object.keys(described.input.properties)], ["runs.undo", ["run", "apply", "back"]]);
    assert.match((await line.run(["completion", "bash"])).stdout, /^complete -F _millrace millrace$/m);
    const words = await line.run(["completion", "words", "--word=queue", "--word=show", "--word="]);
    assert.deepEqual(words.stdout.split("\n").slice(0, 2), ["a\tqueued: a", "b\tqueued: b"]);
  });
});

const settle = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
