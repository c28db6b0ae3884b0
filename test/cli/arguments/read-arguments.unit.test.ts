import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readArguments } from "../../../src/cli/arguments/read-arguments.ts";
import { tokensOf } from "../../../src/cli/arguments/tokens.ts";
import type { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import type { Params } from "../../../src/operations/params.ts";

const params = {
  title: { type: "string", positional: 0, required: true, placeholder: "TITLE", summary: "What" },
  dependsOn: { type: "string[]", summary: "After" },
  priority: { type: "integer", default: 0, min: -5, max: 5, short: "p", summary: "Order" },
  reset: { type: "boolean", summary: "Clear" },
  phase: { type: "choice", choices: ["queued", "blocked"], summary: "Phase" },
  mode: { type: "string", env: "TEST_MODE", summary: "Mode" },
} as const satisfies Params;

const read = (args: string[], env: Record<string, string> = {}) => readArguments(params, tokensOf(args), "test", env);

function refused(code: string, values: Record<string, unknown>) {
  return (error: unknown): boolean => {
    const { code: found, values: told } = error as MillraceError;
    assert.equal(found, code);
    for (const [name, value] of Object.entries(values)) assert.equal(told[name], value);
    return true;
  };
}

describe("readArguments()", () => {
  it("gives every parameter, with defaults and undefined for what is absent", () => {
    assert.deepEqual(read(["Fix it"]), {
      title: "Fix it",
      dependsOn: [],
      priority: 0,
      reset: false,
      phase: undefined,
      mode: undefined,
    });
  });

  it("takes options before, after and between, repeated ones in order, and the last of others", () => {
    const input = read([
      "--depends-on",
      "a",
      "Fix it",
      "--depends-on=b",
      "-p",
      "2",
      "--priority",
      "-3",
      "--reset",
      "--no-reset",
      "--reset",
    ]);
    assert.deepEqual([input.dependsOn, input.priority, input.reset, input.title], [["a", "b"], -3, true, "Fix it"]);
  });

  it("reads the variable of an absent option, and the option before it", () => {
    assert.equal(read(["x"], { TEST_MODE: "from-env" }).mode, "from-env");
    assert.equal(read(["x", "--mode", "typed"], { TEST_MODE: "from-env" }).mode, "typed");
    assert.equal(read(["x"], { TEST_MODE: "" }).mode, undefined);
  });

  it("names the option that was probably meant", () => {
    assert.throws(() => read(["x", "--dependson", "a"]), refused("cli.unknown-option", { option: "--dependson", near: "--depends-on" }));
  });

  it("refuses a missing argument, a missing value, and an argument too many", () => {
    assert.throws(() => read([]), refused("cli.missing", { name: "TITLE" }));
    assert.throws(() => read(["x", "--mode"]), refused("cli.missing", { name: "a value for --mode" }));
    assert.throws(() => read(["x", "--mode", "--reset"]), refused("cli.missing", { name: "a value for --mode" }));
    assert.throws(() => read(["x", "y"]), refused("cli.unexpected", { value: "y" }));
  });

  it("refuses values of the wrong form and says what would do", () => {
    assert.throws(() => read(["x", "-p", "soon"]), refused("cli.bad-value", { name: "-p", expected: "it must be a whole number" }));
    assert.throws(() => read(["x", "-p", "6"]), refused("cli.bad-value", { expected: "it must be at most 5" }));
    assert.throws(() => read(["x", "--priority=-6"]), refused("cli.bad-value", { expected: "it must be at least -5" }));
    const expected = 'it must be one of queued, blocked; did you mean "queued"?';
    assert.throws(() => read(["x", "--phase", "qeued"]), refused("cli.bad-value", { expected }));
    assert.throws(() => read(["x", "--reset=maybe"]), refused("cli.bad-value", { name: "--reset" }));
  });
});
