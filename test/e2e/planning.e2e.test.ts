import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace } from "../support/e2e/workspace.ts";

const CONFIG = `[runtime]
mode = "default_command"

[runners.command]
argv = ["sh", "./agent.sh"]
`;

/** An agent of a few lines: the manager writes two tasks, one of which brings a command of its own. */
const AGENT = `cat > /dev/null
case "$MILLRACE_REQUEST" in *) stage=$(sed -n 's/.*"stage":"\\([a-z]*\\)".*/\\1/p' "$MILLRACE_REQUEST") ;; esac
case "$stage" in
  planner) echo "### PLANNER_COMPLETE" ;;
  manager)
    mkdir -p "$MILLRACE_ATTEMPT_DIR/work"
    printf '+++\\nkind = "task"\\nid = "docs"\\ntitle = "Write the docs"\\n+++\\n' > "$MILLRACE_ATTEMPT_DIR/work/docs.md"
    printf '+++\\nkind = "task"\\nid = "clean"\\ntitle = "Clean up"\\nrun = ["rm -rf build"]\\n+++\\n' > "$MILLRACE_ATTEMPT_DIR/work/clean.md"
    echo "not toml" > "$MILLRACE_ATTEMPT_DIR/work/broken.md"
    echo "### MANAGER_COMPLETE" ;;
  *) echo "### BLOCKED" ;;
esac
`;

const SPEC = '+++\nkind = "spec"\nid = "site"\ntitle = "A site"\n+++\n\nMake a site.\n';

describe("planning.standard", () => {
  it("takes in a dropped spec, and the manager's tasks below it, with their commands held", () =>
    inWorkspace({ config: CONFIG }, async (workspace) => {
      workspace.write("agent.sh", AGENT);
      workspace.write("millrace-agents/specs/queue/site.md", SPEC);
      await new Promise((resume) => setTimeout(resume, 2100)); // a file is taken when nobody wrote to it for two seconds
      await workspace.must(["start", "--once"]);
      assert.equal((await workspace.json<{ item: { phase: string } }>(["queue", "show", "site"])).item.phase, "done");
      const { items } = await workspace.json<{ items: { id: string; waiting: { code: string } | null }[] }>(["queue", "ls"]);
      assert.deepEqual(Object.fromEntries(items.map(({ id, waiting }) => [id, waiting?.code ?? "ready"])), {
        docs: "ready",
        clean: "approval",
      });
      const added = workspace.events().filter(({ type }) => type === "item.added");
      assert.deepEqual(
        added.map(({ subject, data }) => [subject, (data.fields as { root: string | null }).root]),
        [
          ["site", null],
          ["clean", "site"],
          ["docs", "site"],
        ],
      );
      const { attention } = await workspace.json<{ attention: { command: string }[] }>(["attention"], { code: 6 });
      assert.ok(attention.some(({ command }) => command === "millrace approve clean"));
      await workspace.must(["approve", "clean", "--reason", "read it"]);
      const after = await workspace.json<{ items: { id: string; waiting: { code: string } | null }[] }>(["queue", "ls"]);
      assert.equal(after.items.find(({ id }) => id === "clean")?.waiting, null);
      await workspace.must(["replay", "--verify"]);
    }));
});
