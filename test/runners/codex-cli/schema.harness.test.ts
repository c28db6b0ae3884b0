import assert from "node:assert/strict";
import { afterAll, afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Turn } from "../../support/model-server/turn.ts";
import type { HarnessBench } from "../harness-contract.ts";
import { codexBench } from "../support/codex.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { newRig, type Rig } from "../support/rig.ts";

const program = harnessProgram("codex");

describe("a result by the schema of the real codex", { ignore: program === null }, () => {
  let bench: HarnessBench | null = null;
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());
  afterAll(() => bench?.close());

  async function ran(...turns: Turn[]) {
    bench ??= await codexBench(program ?? "");
    const { runner, ...changes } = bench.meets(...turns);
    const order = rig.stage({ ...changes, runner: { name: "codex_cli", argv: [], model: null, ...runner, structured: true } });
    return { order, report: await rig.report(order) };
  }

  it("is asked for in the strict form, by a file beside the attempt", async () => {
    const { order, report } = await ran({ type: "say", text: '{"terminal":"BLOCKED","summary":"No way in."}' });
    assert.equal(report.claimed, "BLOCKED");
    const schema = JSON.parse(rig.read(order, "answer.schema.json"));
    const told = bench?.model.asked.at(-1)?.text;
    assert.deepEqual(told, { format: { type: "json_schema", strict: true, schema, name: "codex_output_schema" } });
    assert.deepEqual(schema.required, Object.keys(schema.properties));
    assert.equal(schema.additionalProperties, false);
  });

  it("fails with the service's own words where that takes no schema, as the setting says", async () => {
    const error = { type: "invalid_request_error", code: "unsupported_parameter", message: "Unsupported parameter: 'text.format'" };
    const { report } = await ran({ type: "status", status: 400, error });
    assert.deepEqual([report.claimed, report.failure], [null, "model_error"]);
    assert.match(report.detail, /Unsupported parameter: 'text\.format'.*structured_result/);
  });
});
