import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { stringify } from "smol-toml";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { compilePlan } from "../../../src/plan/compile-plan.ts";
import { parseConfig } from "../../../src/plan/config/parse-config.ts";
import { removeWorkspaces, workspaceWith } from "../workspace.ts";

const scalar = fc.oneof(
  fc.constantFrom<unknown>("shell", "command", "x", "", 0, 1, -1, 1.5, 10_000_000, true, [], ["a"], [1]),
  fc.string({ maxLength: 5 }),
);
const key = fc.constantFrom(
  "mode",
  "max_runs",
  "argv",
  "runner",
  "command",
  "timeout_seconds",
  "skills",
  "entrypoint",
  "kind",
  "env",
  "set",
  "allow",
  "__proto__",
  "constructor",
  "fix_cycles",
  "builder",
);
const table = fc.dictionary(key, fc.oneof(scalar, fc.dictionary(key, scalar, { maxKeys: 3 })), { maxKeys: 4 });
const section = fc.constantFrom(
  "workspace",
  "runtime",
  "limits",
  "recovery",
  "checks",
  "evidence",
  "delivery",
  "env",
  "runners",
  "stage_defaults",
  "stages",
  "prices",
  "other",
);
const document = fc.dictionary(section, fc.oneof({ weight: 9, arbitrary: table }, scalar), { maxKeys: 4 });

describe("any configuration", () => {
  removeWorkspaces();

  it("is read by parseConfig() or refused with file, fix and line", async () => {
    await fc.assert(
      fc.asyncProperty(document, async (values) => {
        const parsed = await parseConfig(stringify(values));
        if (parsed.ok) return;
        assert.ok(parsed.problems.length > 0);
        for (const { message, fix, file, line } of parsed.problems)
          assert.ok(message && fix && file && line, JSON.stringify({ message, fix, file, line, values }));
      }),
      { numRuns: 400 },
    );
  });

  it("is compiled or refused by compilePlan(), the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(document, async (values) => {
        const parsed = await parseConfig(stringify(values));
        if (!parsed.ok) return;
        const root = workspaceWith();
        const one = await compilePlan({ fs: diskFs, root, config: parsed.config });
        const two = await compilePlan({ fs: diskFs, root, config: parsed.config });
        assert.deepEqual(one, two);
      }),
      { numRuns: 100 },
    );
  });
});
