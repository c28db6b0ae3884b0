import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { setTomlKey, unsetTomlKey } from "../../../src/work/toml/edit-toml.ts";

const file = `# The configuration.

# [runtime]
# mode = "default_shell"              # a file in modes/
# max_runs = 1                        # at the same time

[limits] # of work
runs_per_item = 5                   # before a reset
# attempts_per_day = 0                # 0 for no limit

[env]
allow = [
  "A", # the first
]
set = { CI = "1" }

[stages."execution.standard/builder"]
runner = "shell"
`;

const set = (text: string, keys: string, value: string) => setTomlKey(text, keys.split(" "), value);

describe("setTomlKey()", () => {
  it("replaces a value and nothing else", () => {
    assert.equal(set(file, "limits runs_per_item", "7"), file.replace("runs_per_item = 5 ", "runs_per_item = 7 "));
    assert.equal(set(file, "env allow", '["B"]'), file.replace('[\n  "A", # the first\n]', '["B"]'));
    assert.equal(set(file, "stages execution.standard/builder runner", '"pi"'), file.replace('runner = "shell"', 'runner = "pi"'));
  });

  it("takes the comment that shows a key in its place, with the remark behind it", () => {
    assert.equal(set(file, "limits attempts_per_day", "9"), file.replace("# attempts_per_day = 0 ", "attempts_per_day = 9 "));
    assert.equal(set(file, "runtime max_runs", "2"), file.replace("# [runtime]", "[runtime]").replace("# max_runs = 1 ", "max_runs = 2 "));
  });

  it("adds a key behind the others of its table, into an inline table, or with a table of its own", () => {
    const added = set(file, "limits backoff_seconds", "1.5");
    assert.equal(added, file.replace("# before a reset\n", "# before a reset\nbackoff_seconds = 1.5\n"));
    assert.equal(set(file, "env set X", '"y"'), file.replace('{ CI = "1" }', '{ CI = "1", X = "y" }'));
    assert.equal(set(file, "delivery kind", '"commit"'), `${file}\n[delivery]\nkind = "commit"\n`);
    assert.equal(set("", "delivery kind", '"none"'), '[delivery]\nkind = "none"\n');
    assert.equal(set("[a]\nb = 1", "a c", "2"), "[a]\nb = 1\nc = 2");
  });

  it("keeps line ends of Windows, and does not uncomment a heading that would take keys of another table with it", () => {
    assert.equal(set("[a]\r\nb = 1\r\n", "a c", "2"), "[a]\r\nb = 1\r\nc = 2\r\n");
    assert.equal(set("# [b]\r\n# c = 1\r\n", "b c", "2"), "[b]\r\nc = 2\r\n");
    const caught = "[a]\n# [b]\n# c = 1\nd = 1\n";
    assert.equal(set(caught, "b c", "2"), "[a]\n# [b]\n# c = 1\nd = 1\n\n[b]\nc = 2\n");
  });

  it("gives null where a value would have to become a table", () => {
    assert.equal(set("a = 1\n", "a b", "2"), null);
  });

  it("says exactly the value that was asked for, and gives back a text that says so already", () => {
    assert.equal(set(file, "limits runs_per_item", "5"), file);
  });
});

describe("unsetTomlKey()", () => {
  const unset = (text: string, keys: string) => unsetTomlKey(text, keys.split(" "));

  it("takes out a key, a key over several lines, a member of an inline table, a whole table", () => {
    assert.equal(unset(file, "limits runs_per_item"), file.replace(/runs_per_item.*\n/, ""));
    assert.equal(unset(file, "env allow"), file.replace(/allow = \[\n.*\n\]\n/, ""));
    assert.equal(unset("a = { b = 1, c = 2 }\n", "a b"), "a = { c = 2 }\n");
    assert.equal(unset("a = { b = 1, c = 2 }\n", "a c"), "a = { b = 1 }\n");
    assert.equal(unset(file, "limits"), file.replace("[limits] # of work\n", "").replace(/runs_per_item.*\n/, ""));
  });

  it("gives null for a key that is not there", () => {
    assert.equal(unset(file, "limits attempts_per_day"), null);
  });
});
