import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { HarnessBench } from "../runners/harness-contract.ts";
import { claudeBench } from "../runners/support/claude.ts";
import { codexBench } from "../runners/support/codex.ts";
import { harnessConfig } from "../runners/support/harness-config.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { piBench } from "../runners/support/pi.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import type { Turn } from "../support/model-server/turn.ts";

const inEnvironment = "sk-canary-0f3b7c9d1e5a-environment";
const inHome = "sk-canary-7a1c5e9b3d20-home";

const say = (text: string): Turn => ({ type: "say", text });
const course: readonly Turn[] = [
  { type: "status", status: 401 },
  { type: "run", command: "echo right > out.txt" },
  say("Built.\n### BUILDER_COMPLETE"),
  say("### CHECKER_PASS"),
  say("### UPDATE_COMPLETE"),
];

interface Driven {
  mode: string;
  program: string | null;
  open: (program: string) => Promise<HarnessBench>;
  /** The variable by which the directory of the harness is named, and the file of its login there. */
  home: string;
  file: string;
  login: object;
}

const harnesses: readonly Driven[] = [
  {
    mode: "default_codex",
    program: harnessProgram("codex"),
    open: codexBench,
    home: "CODEX_HOME",
    file: "auth.json",
    login: { OPENAI_API_KEY: inHome },
  },
  {
    mode: "default_claude",
    program: harnessProgram("claude"),
    open: claudeBench,
    home: "CLAUDE_CONFIG_DIR",
    file: ".credentials.json",
    login: { claudeAiOauth: { accessToken: inHome, refreshToken: inHome, expiresAt: 4_102_444_800_000, scopes: ["user:inference"] } },
  },
  {
    mode: "default_pi",
    program: harnessProgram("pi"),
    open: piBench,
    home: "PI_CODING_AGENT_DIR",
    file: "auth.json",
    login: { anthropic: { type: "api_key", key: inHome } },
  },
];

/** Each way in which a canary could stand in some bytes. */
const forms = [inEnvironment, inHome].flatMap((canary) => [canary, Buffer.from(canary).toString("base64").slice(4, -4)]);

function lookFor(where: string, bytes: Buffer | string): void {
  for (const form of forms) assert.ok(!bytes.includes(form), `${where} holds ${form}`);
}

/** Everything on disk below the workspace, names too. */
function lookThrough(workspace: Workspace): number {
  let files = 0;
  for (const name of fs.readdirSync(workspace.root, { recursive: true, encoding: "utf8" })) {
    lookFor("a name", name);
    const path = join(workspace.root, name);
    if (!fs.lstatSync(path).isFile()) continue;
    lookFor(name, fs.readFileSync(path));
    files++;
  }
  return files;
}

for (const { mode, program, open, home, file, login } of harnesses) {
  describe(`credentials of mode ${mode}, with the real program`, { ignore: program === null }, () => {
    it("go from the environment and from its home to the harness, and to nothing that Millrace writes or says", async () => {
      const bench = await open(program ?? "");
      try {
        const order = bench.meets(...course);
        const directory = order.env?.set[home] ?? "";
        fs.mkdirSync(directory, { recursive: true });
        fs.writeFileSync(join(directory, file), JSON.stringify(login));
        await inWorkspace({ config: harnessConfig(mode, order) }, async (workspace) => {
          const env = { SCRIPTED_KEY: inEnvironment, ANTHROPIC_API_KEY: inEnvironment };
          await workspace.must(["add-task", "Write it", "--id", "t", "--check", "grep -q right out.txt"]);
          const said = [await workspace.run(["start", "--once", "--json"], { env, timeout: 90_000 })];
          // The service refused the key: an operator looks, mends it, and goes on.
          for (const command of [["attention"], ["status"], ["doctor"], ["why", "t-1"]])
            said.push(await workspace.run(command, { env, timeout: 60_000 }));
          said.push(await workspace.run(["unblock", "t", "--reason", "the key was renewed"], { env }));
          said.push(await workspace.run(["start", "--once", "--json"], { env, timeout: 90_000 }));
          const run = workspace.list("millrace-agents/runs").at(-1) ?? "";
          for (const command of [
            ["doctor", "probe"],
            ["runs", "show", run],
            ["runs", "tail", run, "--attempt", "1.1", "--raw", "--json"],
            ["compile", "show", "--json"],
            ["config", "show"],
            ["logs", "--json"],
            ["export", run, "--bundle", "bundle.tar"],
          ]) {
            said.push(await workspace.run(command, { env, timeout: 90_000 }));
          }
          assert.equal((await workspace.json<{ item: { phase: string } }>(["queue", "show", "t"])).item.phase, "done");
          for (const { out, err } of said) lookFor("what was said", `${out}\n${err}`);
          assert.ok(lookThrough(workspace) > 30);
          assert.ok(fs.readFileSync(join(directory, file), "utf8").includes(inHome), "the harness still has its login");
        });
      } finally {
        await bench.close();
      }
    });
  });
}
