import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { makeOutside } from "../runners/sandbox/outside.ts";
import { sandboxHere } from "../runners/sandbox/sandbox-here.ts";
import { claudeBench } from "../runners/support/claude.ts";
import { codexBench } from "../runners/support/codex.ts";
import { harnessConfig } from "../runners/support/harness-config.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { piBench } from "../runners/support/pi.ts";
import { program as millrace } from "../support/e2e/program.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import type { Turn } from "../support/model-server/turn.ts";

const config = "[sandbox]\nenabled = true\n";
const settled = (events: readonly { type: string; data: Record<string, unknown> }[]) =>
  events.filter(({ type }) => type === "attempt.ended").map(({ data }) => data.claimed);

describe("sandbox", { ignore: !sandboxHere() }, () => {
  it("carries work to its end, by evidence of checks in the same sandbox, and commits it", () =>
    inWorkspace({ git: true, config: `${config}[delivery]\nkind = "commit"\n` }, async (workspace) => {
      const outside = makeOutside();
      try {
        const check = `test -s made.txt && ! { echo x > ${outside}/by-check; } 2>/dev/null`;
        await workspace.must(["add-task", "Make", "--id", "make", "--run", "echo x > made.txt", "--check", check]);
        await workspace.must(["start", "--once"]);
        assert.deepEqual(fs.readdirSync(outside), []);
        assert.match(workspace.git("show", "--stat", "HEAD"), /made\.txt/);
        await workspace.must(["replay", "--verify"]);
      } finally {
        fs.rmSync(outside, { recursive: true });
      }
    }));

  it("F27: a stage cannot pass for the operator: neither mailbox nor queue, log, settings nor control socket are within its reach", () =>
    inWorkspace({ git: true, config }, async (workspace) => {
      const evil = '+++\nkind = "task"\ntitle = "Evil"\nrun = ["touch evil"]\n+++\n';
      workspace.write("evil.md", evil);
      const tries = [
        "cp evil.md millrace-agents/tasks/queue/evil.md",
        "cp evil.md ideas/inbox/evil.md",
        "cp evil.md millrace-agents/mailbox/incoming/evil.json",
        "echo x >> millrace-agents/log/000000000001.jsonl",
        "echo '[sandbox]' > millrace.toml",
        'git config core.fsmonitor "touch evil"',
        "rm -rf millrace-agents",
        `curl -s --unix-socket "$(ls ${workspace.env.XDG_RUNTIME_DIR}/millrace/*.sock /tmp/millrace-*/*.sock 2>/dev/null | head -1)" http://x/commands -d '{}'`,
        'cd /tmp && MILLRACE_WORKSPACE="$MILLRACE_WORKSPACE" "$0" add-task Evil --run "touch evil"',
      ];
      const run = `${tries.map((one) => `(${one}) && echo "DONE: ${one.replaceAll('"', "'")}"`).join("; ")}; true`;
      await workspace.must(["add-task", "Try", "--id", "try", "--run", run]);
      await workspace.must(["start", "--once"]);
      const output = workspace.read("millrace-agents/runs/try-1/1.1/stdout.txt");
      assert.deepEqual(output.match(/^DONE.*$/gm) ?? [], []);
      assert.deepEqual(settled(workspace.events()), ["BUILDER_COMPLETE", "CHECKER_PASS", "UPDATE_COMPLETE"]);
      await workspace.must(["start", "--once"], { code: 10 });
      assert.ok(!workspace.has("evil"));
      await workspace.must(["log", "verify"]);
    }));

  it("lets a stage leave no program that Millrace would run, though scripts of the workspace stand first in PATH", () =>
    inWorkspace({ git: true, config }, async (workspace) => {
      const scripts = workspace.path("node_modules/.bin");
      const env = { ...workspace.env, PATH: `${scripts}:.:${workspace.env.PATH}` };
      const evil = ["git", "gpg", "sh", "ps"].map(
        (name) => `printf '#!/bin/sh\\ntouch ${workspace.root}/evil\\n' > ${scripts}/${name}; chmod +x ${scripts}/${name}`,
      );
      await workspace.must([
        "add-task",
        "Plant",
        "--id",
        "plant",
        "--run",
        `echo "$PATH" > path.txt; mkdir -p ${scripts}; ${evil.join("; ")}`,
      ]);
      await workspace.must(["start", "--once"], { env });
      assert.ok(workspace.has("node_modules/.bin/git"));
      assert.ok(workspace.read("path.txt").startsWith(`${scripts}:`), "what stages find is as before");
      await workspace.run(["runs", "diff", "plant-1"], { env });
      await workspace.run(["doctor"], { env });
      assert.ok(!workspace.has("evil"));
    }));

  it("F28: lets a stage leave no .env that Millrace would heed, nor git for it", () =>
    inWorkspace({ git: true, config: `${config}[env]\nallow = ["FROM_DOTENV"]\n` }, async (workspace) => {
      const run = [
        "mkdir -p settings/git",
        `printf '[filter "x"]\\n clean = touch ${workspace.root}/evil; cat\\n' > settings/git/config`,
        "echo '* filter=x' > .gitattributes",
        `printf 'XDG_CONFIG_HOME=${workspace.root}/settings\\nFROM_DOTENV=1\\n' > .env`,
      ];
      await workspace.must(["add-task", "Plant", "--id", "plant", "--run", run.join("; ")]);
      await workspace.must(["start", "--once"]);
      assert.match(workspace.read("settings/git/config"), /clean = touch/);
      await workspace.must(["add-task", "Look", "--id", "look", "--run", "env > env.txt"]);
      await workspace.must(["start", "--once"]);
      assert.doesNotMatch(workspace.read("env.txt"), /FROM_DOTENV|XDG_CONFIG_HOME/);
      assert.ok(!workspace.has("evil"));
    }));

  it("says so where the kernel gives no user namespaces, really", () =>
    inWorkspace({ git: true, config }, async (workspace) => {
      // A namespace of its own, which may have no further ones.
      const forbidding = ["-Ur", "sh", "-c", 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', "sh"];
      const run = (...args: string[]) =>
        spawnSync("unshare", [...forbidding, ...millrace(), ...args], { cwd: workspace.root, env: workspace.env, encoding: "utf8" });
      const started = run("start", "--once");
      assert.equal(started.status, 2, started.stderr);
      assert.match(started.stderr, /bubblewrap cannot make a sandbox here: bwrap: /);
      assert.match(run("doctor").stdout, /^error +sandbox +.*bubblewrap cannot make a sandbox here[\s\S]*Allow user namespaces/m);
    }));

  it("does not fall back to a plan of before, which has none", () =>
    inWorkspace({ git: true }, async (workspace) => {
      await workspace.must(["start", "--once"], { code: 10 });
      await workspace.must(["config", "set", "sandbox.enabled", "true"]);
      await workspace.must(["add-task", "Make", "--id", "make", "--run", "echo x > made.txt"]);
      const { bin, without } = fewerPrograms(workspace);
      try {
        for (const how of ["--once", "--daemon"]) {
          const { err } = await workspace.must(["start", how], { env: without("bwrap"), code: 2 });
          assert.match(err, /no bubblewrap/);
        }
        assert.ok(!workspace.has("made.txt"));
        await workspace.must(["start", "--once"]);
        assert.ok(workspace.has("made.txt"));
      } finally {
        fs.rmSync(bin, { recursive: true });
      }
    }));

  it("refuses the plan before anything is spent where it cannot be made, and says what to type", () =>
    inWorkspace({ git: true, config }, async (workspace) => {
      const { bin, without } = fewerPrograms(workspace);
      await workspace.must(["add-task", "Make", "--id", "make", "--run", "echo x > made.txt"]);
      const env = without("bwrap");
      for (const command of [
        ["compile", "validate"],
        ["compile", "show"],
        ["start", "--once"],
        ["start", "--dry-run"],
      ]) {
        const { err, out } = await workspace.must(command, { env, code: 2 });
        assert.match(err + out, /no bubblewrap \(bwrap\)[\s\S]*apt-get install bubblewrap, or write enabled = false/, command.join(" "));
      }
      const { out } = await workspace.run(["doctor"], { env });
      assert.match(out, /^error +sandbox +.*no bubblewrap/m);
      assert.ok(!workspace.has("made.txt"));
      assert.deepEqual(
        workspace.events().filter(({ type }) => type.startsWith("attempt.")),
        [],
      );
      await workspace.must(["config", "set", "sandbox.network", '["api.example.org"]']);
      assert.match((await workspace.must(["compile", "validate"], { env: without("socat"), code: 2 })).out, /needs socat/);
      fs.rmSync(bin, { recursive: true });
    }));
});

const say = (text: string): Turn => ({ type: "say", text });
const leave = (terminal: string, before: string): Turn => ({
  type: "run",
  command: `${before}; printf '{"schema":"millrace.stage-result.v1","terminal":"${terminal}"}' > "$MILLRACE_RESULT"`,
});

for (const [mode, name, open] of [
  ["default_codex", "codex", codexBench],
  ["default_claude", "claude", claudeBench],
  ["default_pi", "pi", piBench],
] as const) {
  const program = harnessProgram(name);
  describe(`mode ${mode} in a sandbox, with the real program`, { ignore: program === null || !sandboxHere() }, () => {
    it("carries a task through execution.standard with a fix, and reaches nothing but its model", async () => {
      const bench = await open(program ?? "");
      const outside = makeOutside();
      const course = [
        leave("BUILDER_COMPLETE", `echo wrong > out.txt; echo x > ${outside}/x; echo x > millrace-agents/mailbox/incoming/x.json`),
        say("Built."),
        say("It looks right.\n### CHECKER_PASS"),
        leave("FIXER_COMPLETE", "echo right > out.txt; git commit -qam forged; curl -sS -m 5 http://127.0.0.1:9/ > curl.txt 2>&1"),
        say("Fixed."),
        say("Now it is right.\n### DOUBLECHECK_PASS"),
        say("Nothing to update.\n### UPDATE_COMPLETE"),
      ];
      try {
        const sandbox = `\n[sandbox]\nenabled = true\nnetwork = [${JSON.stringify(new URL(bench.model.script()).host)}]\n`;
        await inWorkspace({ git: true, config: harnessConfig(mode, bench.meets(...course)) + sandbox }, async (workspace) => {
          await workspace.must(["add-task", "Write it", "--id", "t", "--check", "grep -q right out.txt"]);
          const env = { ...workspace.env, SCRIPTED_KEY: "sesame-open-now", ANTHROPIC_API_KEY: "sesame-open-now" };
          await workspace.must(["start", "--once"], { env, timeout: 90_000 });
          assert.deepEqual(settled(workspace.events()), [
            "BUILDER_COMPLETE",
            "CHECKER_PASS",
            "FIXER_COMPLETE",
            "DOUBLECHECK_PASS",
            "UPDATE_COMPLETE",
          ]);
          assert.deepEqual(fs.readdirSync(outside), []);
          assert.match(workspace.read("curl.txt"), /not among the hosts/);
          assert.doesNotMatch(workspace.git("log", "--format=%s"), /forged/);
          await workspace.must(["start", "--once"], { code: 10 });
          await workspace.must(["replay", "--verify"]);
        });
      } finally {
        await bench.close();
        fs.rmSync(outside, { recursive: true });
      }
    });
  });
}

/** A PATH with few programs, and one of them missing. */
function fewerPrograms({ env }: Workspace) {
  const bin = fs.mkdtempSync(join(tmpdir(), "millrace-bin-"));
  const places = (env.PATH ?? "").split(delimiter);
  const without = (name: string) => {
    for (const program of ["sh", "git", "bwrap", "socat"]) {
      fs.rmSync(join(bin, program), { force: true });
      const found = places.map((directory) => join(directory, program)).find((path) => fs.existsSync(path));
      if (program !== name && found) fs.symlinkSync(found, join(bin, program));
    }
    return { ...env, PATH: bin };
  };
  return { bin, without };
}
