import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { parse as parseToml } from "smol-toml";
import { parseLoopDocument } from "../../../machines/loop/document/parse-loop-document.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { compiled, frozen, walk } from "../support.ts";

const review = `
id = "execution.review"
version = 3
entries = { task = "writer" }
limits = { rewrites = 2, repairs = 1 }

[stages.writer]
on = { WRITER_COMPLETE = "reviewer", BLOCKED = { to = "recovering", remember = true } }

[stages.reviewer]
verifies = true
passes = ["REVIEW_PASS"]
refutes_to = "FIX_NEEDED"
[stages.reviewer.on]
REVIEW_PASS = "done"
FIX_NEEDED = [{ when = "counterBelow rewrites", count = "rewrites", to = "writer" }, { to = "recovering" }]
BLOCKED = { to = "recovering", remember = "reviewer" }

[stages.mechanic]
classes = { MECHANIC_DONE = "success" }
on = { MECHANIC_DONE = "resuming", BLOCKED = "blocked" }

[choices]
recovering = [{ when = { counter = "repairs", limit = "repairs" }, count = "repairs", to = "mechanic" }, "blocked"]
resuming = [{ when = "remembered reviewer", forget = true, to = "reviewer" }, { forget = true, to = "writer" }]

[finals]
done = "done"
blocked = { item = "blocked", reason = "review_failed" }
`;

const parse = (text: string) => parseLoopDocument(parseToml(text), "loops/review.toml");

/** The problems of the document with one text replaced by another, without the file's name. */
function problems(from: string, to: string): { code: string; path: string; message: string; fix: string }[] {
  assert.ok(review.includes(from), `the document has no ${from}`);
  const result = parse(review.replace(from, to));
  if (result.ok) return [];
  return result.problems.map(({ code, path, message, fix }) => ({ code, path: path.replace("loops/review.toml: ", ""), message, fix }));
}
const one = (from: string, to: string) => {
  const found = problems(from, to);
  assert.equal(found.length, 1, JSON.stringify(found, null, 2));
  return found[0];
};

describe("parseLoopDocument()", () => {
  it("compiles a document into a loop that can be frozen, proved and walked", () => {
    const parsed = parse(review);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const { definition } = parsed;
    assert.deepEqual([definition.id, definition.plane, definition.version], ["execution.review", "execution", 3]);
    assert.deepEqual(definition.stages.reviewer, {
      terminals: ["REVIEW_PASS", "FIX_NEEDED", "BLOCKED"],
      resultClass: { REVIEW_PASS: "success", FIX_NEEDED: "followup_needed", BLOCKED: "blocked" },
      verifies: true,
      passes: ["REVIEW_PASS"],
      refutesTo: "FIX_NEEDED",
    });
    assert.deepEqual(definition.stages.writer?.resultClass, { WRITER_COMPLETE: "success", BLOCKED: "blocked" });
    assert.equal(definition.stages.mechanic?.resultClass.MECHANIC_DONE, "success");
    const loop = compiled(frozen(definition, { rewrites: 1 }));
    assert.deepEqual(proveLoop(loop).bounds, { task: 7 });
    const path = walk(loop, "task", ["WRITER_COMPLETE", "BLOCKED", "MECHANIC_DONE", "FIX_NEEDED", "WRITER_COMPLETE", "FIX_NEEDED"]);
    assert.deepEqual(path, ["writer", "reviewer", "mechanic", "reviewer", "writer", "reviewer", "blocked:review_failed"]);
  });

  it("compiles the example of its own description", () => {
    const source = readFileSync(join(import.meta.dirname ?? "", "../../../machines/loop/document/parse-loop-document.ts"), "utf8");
    const [, example = ""] = /```toml\n(.*?)```/s.exec(source.replaceAll(/^ \* ?/gm, "")) ?? [];
    const parsed = parse(example);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(proveLoop(frozen(parsed.definition)).bounds, { task: 6 });
  });

  it("names an unknown key and the nearest known one", () => {
    assert.deepEqual(one('refutes_to = "FIX_NEEDED"', 'refutes_to = "FIX_NEEDED"\nverfies = true'), {
      code: "loop.unknown-key",
      path: "stages.reviewer.verfies",
      message: 'The key "verfies" is not known here.',
      fix: 'Did you mean "verifies"?',
    });
    assert.equal(one("version = 3", "versoin = 3")?.fix, 'Did you mean "version"?');
    assert.equal(one('to = "writer" }, { to', 'to = "writer", cuont = "a" }, { to')?.path, "stages.reviewer.on.FIX_NEEDED[0].cuont");
  });

  it("names a target that does not exist and the nearest state", () => {
    assert.deepEqual(one('WRITER_COMPLETE = "reviewer"', 'WRITER_COMPLETE = "reviewr"'), {
      code: "loop.unknown-target",
      path: "stages.writer.on.WRITER_COMPLETE[0].to",
      message: 'The target "reviewr" does not exist.',
      fix: 'Did you mean "reviewer"?',
    });
    assert.equal(one('task = "writer"', 'task = "writr"')?.path, "entries.task");
    assert.equal(one('remember = "reviewer"', 'remember = "reviewr"')?.fix, 'Did you mean "reviewer"?');
  });

  it("names a terminal that nothing handles", () => {
    const missing = one(', BLOCKED = "blocked" }', " }");
    assert.deepEqual([missing?.code, missing?.path], ["loop.unhandled-terminal", "stages.mechanic.on"]);
    assert.equal(missing?.message, 'The stage "mechanic" may report BLOCKED, but nothing handles it.');
    assert.equal(
      one("verifies = true", 'verifies = true\nterminals = ["REVIEW_PASS", "FIX_NEEDED", "UNSURE"]')?.path,
      "stages.reviewer.on",
    );
    assert.equal(
      one('"rewrites", to = "writer" }, { to = "recovering" }]', '"rewrites", to = "writer" }]')?.path,
      "stages.reviewer.on.FIX_NEEDED",
    );
  });

  it("prints the cycle that uses up no counter", () => {
    const found = problems('[{ when = "counterBelow rewrites", count = "rewrites", to = "writer" }, { to = "recovering" }]', '"writer"');
    assert.deepEqual(
      found.map(({ code, path }) => `${code} ${path}`),
      ["loop.endless-cycle stages.writer.on.WRITER_COMPLETE"],
    );
    assert.equal(
      found[0]?.message,
      "A run could go round for ever: reviewer -FIX_NEEDED-> writer -WRITER_COMPLETE-> reviewer uses up no counter.",
    );
  });

  it("names a counter without limit, a limit that is not declared, and one that is no number", () => {
    assert.equal(
      one('count = "rewrites"', 'count = ["rewrites", "extras"]')?.message,
      'The counter "extras" is counted, but no branch compares it with a limit.',
    );
    assert.equal(
      one('"counterBelow rewrites"', '"counterBelow rewrites maxRewrites"')?.message,
      'The limit "maxRewrites" is not declared.',
    );
    assert.equal(one('limit = "repairs"', 'limit = "maxRepairs"')?.code, "loop.unknown-limit");
    assert.deepEqual(
      problems("rewrites = 2,", 'rewrites = "two",').map(({ code, path }) => `${code} ${path}`),
      ["loop.bad-limit limits.rewrites", "loop.unknown-limit stages.reviewer.on.FIX_NEEDED[0].when"],
    );
  });

  it("names a state that no run can reach", () => {
    assert.equal(one("[choices]\n", '[choices]\nwaiting = ["done"]\n')?.message, 'No run can reach "waiting".');
  });

  it("refuses an id whose prefix is not its plane", () => {
    assert.equal(one("version = 3", 'plane = "planning"')?.fix, 'Rename it "planning.review", or change the plane.');
    assert.deepEqual(one("execution.review", "executoin.review"), {
      code: "loop.plane-mismatch",
      path: "plane",
      message: 'Plane "executoin" does not exist.',
      fix: 'Did you mean "execution"?',
    });
  });

  it("refuses a loop without final", () => {
    const found = problems(review.slice(review.indexOf("[finals]")), "");
    assert.ok(found.some(({ code }) => code === "loop.no-final"));
  });

  it("refuses conditions that cannot be read, and says how to write one", () => {
    assert.equal(one('"counterBelow rewrites"', '"counterBelw rewrites"')?.code, "loop.bad-rule");
    assert.ok(one('"counterBelow rewrites"', '"counterBelw rewrites"')?.fix.startsWith('Did you mean "counterBelow"?'));
    assert.equal(one('"counterBelow rewrites"', '"whenever"')?.path, "stages.reviewer.on.FIX_NEEDED[0].when");
    for (const when of ['"counterBelow"', '"remembered"', '"counterBelow a b c"', "3", "{ limit = 2 }", "{ counter = 1 }"]) {
      assert.ok(one('"counterBelow rewrites"', when)?.path.startsWith("stages.reviewer.on.FIX_NEEDED[0].when"), when);
    }
  });

  it("refuses an outcome, a reason and a class that do not exist", () => {
    assert.equal(one('done = "done"', 'done = "don"')?.fix, 'Did you mean "done"?');
    assert.equal(one('"review_failed"', '"Review failed!"')?.path, "finals.blocked.reason");
    assert.equal(one('MECHANIC_DONE = "success"', 'MECHANIC_DONE = "sucess"')?.fix, 'Did you mean "success"?');
    assert.equal(one('{ MECHANIC_DONE = "success"', '{ MECHANIC_DON = "success"')?.fix, 'Did you mean "MECHANIC_DONE"?');
  });

  it("refuses a state declared twice", () => {
    assert.ok(
      problems("[choices]\n", '[choices]\nwriter = ["done"]\n').some(({ message }) => message === 'The state "writer" is declared twice.'),
    );
  });

  it("tells everything at once, with the file's name in each path", () => {
    const faulty = review
      .replace('WRITER_COMPLETE = "reviewer"', 'WRITER_COMPLETE = "reviewr"')
      .replace("version = 3", "versoin = 3")
      .replace(', BLOCKED = "blocked" }', " }");
    const cyclic = faulty
      .replace('{ when = { counter = "repairs", limit = "repairs" }, count = "repairs", to = "mechanic" }', '{ to = "mechanic" }')
      .replace(', "blocked"]', "]");
    const result = parse(cyclic);
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ code, path }) => `${code} ${path}`),
      [
        "loop.unknown-key loops/review.toml: versoin",
        "loop.unhandled-terminal loops/review.toml: stages.mechanic.on",
        "loop.unknown-target loops/review.toml: stages.writer.on.WRITER_COMPLETE[0].to",
        "loop.unreachable-state loops/review.toml: finals.blocked",
        "loop.endless-cycle loops/review.toml: stages.reviewer.on.BLOCKED",
        "loop.endless-cycle loops/review.toml: stages.writer.on.BLOCKED",
        "loop.endless-cycle loops/review.toml: stages.reviewer.on.FIX_NEEDED",
      ],
    );
  });

  it("refuses what is no table, and a key that would change a prototype", () => {
    for (const value of [null, undefined, 3, "x", []]) {
      const result = parseLoopDocument(value, "x.json");
      assert.ok(!result.ok);
      assert.ok(result.problems[0]?.path.startsWith("x.json: document"));
    }
    const result = parseLoopDocument(
      JSON.parse('{"id":"execution.x","entries":{"task":"a"},"stages":{"__proto__":{"on":{}}},"finals":{"done":"done"}}'),
      "x.json",
    );
    assert.ok(!result.ok);
    assert.ok(result.problems.some(({ message }) => message === '"__proto__" in "stages" cannot name anything.'));
  });

  it("never throws, whatever JSON it is given", () => {
    const document = parseToml(review);
    const paths = pathsOf(document);
    const property = fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
      const parsed = parseLoopDocument(replaced(document, path, value), "x");
      if (!parsed.ok) assert.ok(parsed.problems.length > 0);
      else assert.deepEqual(proveLoop(frozen(parsed.definition)).problems, []);
    });
    fc.assert(property, { numRuns: 500 });
  });
});

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as Record<string, unknown>) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
