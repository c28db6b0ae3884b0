import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openLog } from "../../src/log/open-log.ts";
import { readLog } from "../../src/log/read-log.ts";
import { knowledge, marked } from "./log-events.ts";

const CHILD = join(import.meta.dirname, "append-child.ts");
const OPTIONS = "Deno" in globalThis ? ["run", "-A", "--no-check"] : [];

describe("an owner that is killed", () => {
  let home = "";
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "millrace-kill-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** The last sequence that a child acknowledged before it was killed, some time after its first. */
  function liveAndDie(directory: string, millis: number): Promise<number> {
    const child = spawn(process.execPath, [...OPTIONS, CHILD, directory], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (output === "") setTimeout(() => child.kill("SIGKILL"), millis);
      output += chunk;
    });
    return new Promise((resolve) =>
      child.once("close", () => resolve(Number(output.slice(0, output.lastIndexOf("\n")).split("\n").at(-1)))),
    );
  }

  it("has lost nothing that it acknowledged, five times over", async () => {
    const directory = join(home, "log");
    let known = 0;
    for (const millis of [3, 10, 25, 40, 60]) {
      const acknowledged = await liveAndDie(directory, millis);
      assert.ok(acknowledged > known, `${acknowledged} after ${known}`);
      const { log } = openLog({ fs: diskFs, directory, clock: systemClock, knowledge });
      assert.ok(log.head.seq >= acknowledged, `${acknowledged} was acknowledged, ${log.head.seq} is the last`);
      known = log.appendNow([marked("after")])[0]?.seq ?? 0;
      await log.close();
    }
    assert.equal(readLog({ fs: diskFs, directory, knowledge }).end.kind, "whole");
  });
});
