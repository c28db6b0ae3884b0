import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { createWorkspace } from "../../src/engine/create-workspace.ts";
import type { OutsideCommand } from "../../src/engine/decide/command-schema.ts";
import { submitCommand } from "../../src/engine/submit-command.ts";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { optionsOf } from "../sim/support/options.ts";
import { Scenario } from "../sim/support/scenario.ts";

const TASK: OutsideCommand = {
  type: "addItem",
  kind: "task",
  item: null,
  slug: "mend-it",
  fields: emptyFields("Mend it"),
  document: null,
  body: "",
};

describe("a repeated command id", () => {
  const workspace = async (): Promise<Scenario> => {
    const scenario = new Scenario(optionsOf(1));
    scenario.disk.makeDirectory(scenario.root);
    await createWorkspace(scenario.world(), scenario.root, "w");
    return scenario;
  };

  it("gets the first answer, whole, and changes nothing", async () => {
    const scenario = await workspace();
    const first = await submitCommand(scenario.world(), scenario.root, TASK, { id: "once" });
    assert.deepEqual(first, { status: "applied", id: "once", seq: 3, subject: "mend-it" });
    assert.deepEqual(await submitCommand(scenario.world(), scenario.root, TASK, { id: "once" }), first);
    const second = await submitCommand(scenario.world(), scenario.root, TASK, { id: "twice" });
    assert.equal(second.status === "applied" ? second.subject : "", "mend-it-2");
  });

  it("gets the first refusal again, after what it was refused for has changed", async () => {
    const scenario = await workspace();
    const unblock = { type: "unblockItem", item: "mend-it", reset: false, reason: null } as const;
    const refused = { code: "item.unknown" };
    await assert.rejects(submitCommand(scenario.world(), scenario.root, unblock, { id: "u" }), refused);
    await submitCommand(scenario.world(), scenario.root, TASK);
    await assert.rejects(submitCommand(scenario.world(), scenario.root, unblock, { id: "u" }), refused);
    await assert.rejects(submitCommand(scenario.world(), scenario.root, unblock), { code: "item.not-blocked" });
  });
});
