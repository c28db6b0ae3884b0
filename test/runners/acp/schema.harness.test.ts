import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { z } from "zod";
import { textOf } from "../../../src/runners/harness/fields.ts";
import { objectIn } from "../../../src/runners/harness/json-lines.ts";
import { acpBench } from "../support/acp.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { newRig } from "../support/rig.ts";

const program = harnessProgram("acp");
const generated = join(import.meta.dirname, "../../harness/node_modules/@agentclientprotocol/sdk/dist/schema/zod.gen.js");
const schema = z.object({ safeParse: z.function({ input: [z.unknown()], output: z.object({ success: z.boolean() }) }) });
/** The official schemas of what a client says, by method; null for the answer to a request for permission. */
const names: readonly (readonly [string | null, string])[] = [
  ["initialize", "zInitializeRequest"],
  ["session/new", "zNewSessionRequest"],
  ["session/set_config_option", "zSetSessionConfigOptionRequest"],
  ["session/prompt", "zPromptRequest"],
  [null, "zRequestPermissionResponse"],
];

describe("what the client of acp says, to a real agent", { ignore: program === null }, () => {
  it("is as the official schema wants it", async () => {
    const official = z.record(z.string(), z.unknown()).parse({ ...(await import(generated)) });
    const bench = await acpBench(program ?? "");
    const rig = newRig();
    try {
      const turns = bench.meets({ type: "run", command: "python3 -c 1" }, { type: "say", text: "### BUILDER_COMPLETE" });
      const order = rig.stage(turns);
      assert.equal((await rig.report(order)).failure, null);
      const ours = rig
        .read(order, "protocol.txt")
        .split("\n")
        .filter((line) => line.startsWith("> "));
      const said = ours.map((line) => objectIn(line.slice(2)) ?? {});
      for (const [method, name] of names) {
        const messages = said.filter((message) => (textOf(message.method) || null) === method);
        assert.ok(messages.length > 0, `${name} was never said`);
        for (const { params, result } of messages) {
          const judge = schema.parse(official[name]);
          assert.ok(judge.safeParse(method === null ? result : params).success, `${name}: ${JSON.stringify(params ?? result)}`);
        }
      }
    } finally {
      await rig.end();
      await bench.close();
    }
  });
});
