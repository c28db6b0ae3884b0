import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { chooseOption } from "../../../src/runners/acp/choose-option.ts";
import { settingsFor } from "../../../src/runners/acp/settings-for.ts";

const model = { id: "m", category: "model", currentValue: "small", options: [{ value: "small" }, { value: "big" }] };
const thought = {
  id: "t",
  category: "thought_level",
  currentValue: "low",
  options: [{ group: "g", options: [{ value: "low" }, { value: "high" }] }],
};

describe("settingsFor()", () => {
  it("changes what is asked for and differs, and leaves the rest", () => {
    const session = { configOptions: [model, thought] };
    assert.deepEqual(settingsFor({ model: "big", effort: "high" }, session), {
      changes: [
        { configId: "m", value: "big" },
        { configId: "t", value: "high" },
      ],
      model: "big",
    });
    assert.deepEqual(settingsFor({ model: null, effort: "low" }, session), { changes: [], model: "small" });
    assert.deepEqual(settingsFor({ model: null, effort: null }, {}), { changes: [], model: null });
  });

  it("refuses what the agent does not offer, and says what it does", () => {
    assert.deepEqual(settingsFor({ model: "huge", effort: null }, { configOptions: [model] }), {
      refused: 'unknown model "huge": the agent offers small, big',
    });
    assert.deepEqual(settingsFor({ model: null, effort: "high" }, { configOptions: [model] }), {
      refused: 'the agent lets nobody choose the effort; "high" was asked for',
    });
  });
});

describe("chooseOption()", () => {
  const options = ["allow_always", "allow_once", "reject_once"].map((kind) => ({ kind, optionId: `id of ${kind}` }));

  it("answers for this once where it can", () => {
    assert.deepEqual(chooseOption(true, options), { outcome: "selected", optionId: "id of allow_once" });
    assert.deepEqual(chooseOption(false, options), { outcome: "selected", optionId: "id of reject_once" });
    assert.deepEqual(chooseOption(true, options.slice(0, 1)), { outcome: "selected", optionId: "id of allow_always" });
    assert.deepEqual(chooseOption(false, options.slice(0, 1)), { outcome: "cancelled" });
  });
});
