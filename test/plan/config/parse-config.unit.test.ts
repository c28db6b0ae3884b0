import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parseConfig } from "../../../src/plan/config/parse-config.ts";
import { renderProblem } from "../../../src/plan/render-problem.ts";

async function problems(text: string) {
  const parsed = await parseConfig(text);
  assert.ok(!parsed.ok, "must be refused");
  return parsed.problems;
}

describe("parseConfig()", () => {
  it("reads every section as written and fills nothing in", async () => {
    const parsed = await parseConfig('[runtime]\nmax_runs = 2\n[checks.test]\ncommand = "bun test"\n');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.config.values, { runtime: { max_runs: 2 }, checks: { test: { command: "bun test" } } });
    assert.equal(parsed.config.lines.get("checks.test.command"), 4);
  });

  it("takes an empty file and a byte order mark", async () => {
    assert.ok((await parseConfig("")).ok);
    assert.ok((await parseConfig("\uFEFF[runtime]\nmax_runs = 1\n")).ok);
  });

  it("places malformed TOML by line and column", async () => {
    const [problem] = await problems("[runtime]\nmax_runs = = 1\n");
    assert.deepEqual([problem?.code, problem?.line, problem?.column], ["config.malformed", 2, 12]);
  });

  it("refuses a key that is written twice", async () => {
    const [problem] = await problems("[runtime]\nmax_runs = 1\nmax_runs = 2\n");
    assert.deepEqual([problem?.code, problem?.line], ["config.malformed", 3]);
  });

  it("tells every problem at once, in the order of the file", async () => {
    const found = await problems(
      '[runtime]\nmax_run = 1\ndefault_mode = "x"\n[limits]\nruns_per_item = 0\nretries_per_visit = "two"\nmode = "x"\n[recover]\nx = 1\n[checks.test]\ntimeout_seconds = 1.5\n',
    );
    assert.deepEqual(
      found.map(({ code, path, line }) => `${code} ${path} ${line}`),
      [
        "config.unknown-key runtime.max_run 2",
        "config.unknown-key runtime.default_mode 3",
        "config.bad-value limits.runs_per_item 5",
        "config.bad-value limits.retries_per_visit 6",
        "config.unknown-key limits.mode 7",
        "config.unknown-key recover 8",
        "config.bad-value checks.test.command 10",
        "config.bad-value checks.test.timeout_seconds 11",
      ],
    );
  });

  for (const [name, text, says, then] of [
    ["a mistyped key", "[runtime]\nmax_rus = 1", /Unknown key "max_rus" in runtime/, /"max_runs"/],
    ["a mistyped section", "[limit]\n", /Unknown section or key "limit"/, /"limits"/],
    ["a key of another section", '[limits]\nmode = "x"', /"mode"/, /runtime\.mode/],
    ["a key of millrace 0.12", '[runtime]\ndefault_mode = "standard_plain"', /default_mode/, /runtime\.mode/],
    ["a key near nothing", "[delivery]\nzzzzzz = 1", /zzzzzz/, /known here: kind/],
    ["a wrong type", '[runtime]\nmax_runs = "many"', /"many" is not a (whole )?number/, /number/],
    ["a fraction", "[runtime]\nmax_runs = 1.5", /1\.5 is not a whole number/, /whole number/],
    ["a number that is too small", "[runtime]\nmax_runs = 0", /0 is not a number of at least 1/, /at least 1/],
    ["a number that is too large", "[limits]\nretries_per_visit = 21", /21 is not a number of at most 20/, /at most 20/],
    ["a limit that is too large", "[recovery]\nfix_cycles = 1001", /1001 is not a number of at most 1000/, /at most 1000/],
    ["a word that is no choice", '[delivery]\nkind = "pr"', /"pr" is not one of "commit", "worktree", "none"/, /none/],
    ["a scalar for a table", "checks = 1", /1 is not a table/, /table/],
    ["a list of the wrong thing", "[env]\nallow = [1]", /1 is not text/, /text/],
    ["a name that is none", '[env.set]\n"a b" = "c"', /"a b" is not a valid name/, /letters/],
    ["an empty argv", "[runners.command]\nargv = []", /\[\] is not a list of at least 1 entry/, /entry/],
    ["an empty command", '[checks.a]\ncommand = " "', /is not text of at least 1 character/, /character/],
    ["a missing command", "[checks.a]\ntimeout_seconds = 1", /text in quotes is missing/, /text/],
    ["a date for text", "[workspace]\nname = 2026-01-01", /is not text in quotes/, /text/],
    ["a first back-off above the ceiling", "[limits]\nbackoff_seconds = 400", /more than backoff_ceiling_seconds, 300/, /ceiling/],
    ["a negative price", "[prices.m]\nusd_per_attempt = -1", /at least 0/, /at least 0/],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const found = await problems(text);
      assert.equal(found.length, 1, JSON.stringify(found));
      const [problem] = found;
      assert.match(problem?.message ?? "", says);
      assert.match(problem?.fix ?? "", then);
      assert.equal(problem?.file, "millrace.toml");
      assert.ok((problem?.line ?? 0) > 0, "has a line");
    });
  }

  it("refuses a secret that would come into the plan, wherever it is set", async () => {
    const found = await problems(
      '[env.set]\nAPI_TOKEN = "x"\nKEYBOARD = "us"\n[stage_defaults.env]\nDB_PASSWORD = "x"\n[stages.builder.env]\nMY_API_KEY = "x"\n[runners.command.env]\nAWS_SECRET_ACCESS_KEY = "x"\n',
    );
    assert.deepEqual(
      found.map(({ code, path, line }) => `${code} ${path} ${line}`),
      [
        "config.secret env.set.API_TOKEN 2",
        "config.secret stage_defaults.env.DB_PASSWORD 5",
        "config.secret stages.builder.env.MY_API_KEY 7",
        "config.secret runners.command.env.AWS_SECRET_ACCESS_KEY 9",
      ],
    );
    assert.ok(!JSON.stringify(found).includes('"x"'), "never shows the value");
  });
});

describe("renderProblem()", () => {
  it("says place, path, message and code, then what to do", async () => {
    const [problem] = await problems("[runtime]\nmax_rus = 1");
    assert.ok(problem);
    assert.deepEqual(renderProblem(problem), [
      'millrace.toml:2 runtime.max_rus: Unknown key "max_rus" in runtime [config.unknown-key]',
      '  Did you mean "max_runs"?',
    ]);
  });
});
