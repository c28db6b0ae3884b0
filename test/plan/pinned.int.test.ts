import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { compilePlan } from "../../src/plan/compile-plan.ts";
import { removeWorkspaces, workspaceWith } from "./workspace.ts";

describe("the hash of a plan", () => {
  removeWorkspaces();

  // A run names its plan by this hash for ever, and both runtimes have to find the same one. It changes only with the form
  // of a plan, with a default, or with a vocabulary entry: then on purpose, here.
  it("is the same on every runtime and machine", async () => {
    const root = workspaceWith({
      "millrace.toml": '[runtime]\nmode = "m"\n[env.set]\nA = "b"\n',
      "millrace-agents/modes/m.toml": '[loops]\ntask = "execution.mine"\n[stage_defaults]\nrunner = "command"\nargv = ["./agént", "--x"]\n',
      "millrace-agents/loops/execution.mine.toml":
        'id = "execution.mine"\n[entries]\ntask = "maker"\n[limits]\ntries = 2\n[stages.maker]\non = { MAKER_COMPLETE = "done", BLOCKED = [{ when = "counterBelow tries", count = "tries", to = "maker" }, "blocked"] }\n[finals]\ndone = { item = "done", reason = "complete" }\nblocked = { item = "blocked", reason = "tried" }\n',
      "millrace-agents/entrypoints/execution/maker.md": "# Maker ü\n\nMAKER_COMPLETE BLOCKED\n",
    });
    const compiled = await compilePlan({ fs: diskFs, root });
    assert.ok(compiled.ok, JSON.stringify(compiled));
    assert.equal(compiled.hash, "bf0f588aa34354320dda9e4fd4f9ec88faedd46e4cecaf6933625de6138d8fcd");
  });
});
