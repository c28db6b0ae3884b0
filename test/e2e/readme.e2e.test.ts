import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { makeExample } from "../../assets/demo/make-example.ts";
import { registry } from "../../src/operations/registry.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { call } from "../support/e2e/called.ts";
import { startModelServer } from "../support/model-server/start-model-server.ts";

const HOUSE = join(import.meta.dirname, "../..");
const README = readFileSync(join(HOUSE, "README.md"), "utf8");
const BUN = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, NO_COLOR: "1" };

/** The indented or fenced blocks of commands, in order. */
function blocks(text: string): string[][] {
  return [...text.matchAll(/^```\n(.*?)^```/gms)].map(([, block]) => (block ?? "").trimEnd().split("\n"));
}

/** Types the block that publishes, with a repository beside the project as its remote. */
function publishes(project: string): void {
  const remote = join(dirname(project), "remote.git");
  const git = (...args: string[]) => spawnSync("git", args, { env: BUN, encoding: "utf8" });
  git("init", "-q", "--bare", remote);
  const script = (blocks(README).find((lines) => lines.includes("bun millrace publish sync")) ?? []).join("\n");
  const ended = spawnSync("sh", ["-e", "-c", script.replace(/https:[^"]+/, remote)], { cwd: project, env: BUN, encoding: "utf8" });
  assert.equal(ended.status, 0, `${ended.stdout}${ended.stderr}`);
  assert.match(ended.stdout, /pushed {2}main of origin/);
  assert.match(git("-C", remote, "log", "-1", "--format=%an %B", "main").stdout, /^Release .*Millrace-Log: /s);
}

describe("README", () => {
  it("its main job ends in done when it is typed literally", async () => {
    const { directory } = await makeExample("your-project");
    try {
      const commands = blocks(README).find((lines) => lines.includes("bun millrace start --once")) ?? [];
      assert.equal(commands.length, 5);
      const script = commands.join("\n").replace("/path/to/millrace", HOUSE);
      const ended = spawnSync("sh", ["-e", "-c", script], { cwd: dirname(directory), env: BUN, encoding: "utf8" });
      assert.equal(ended.status, 0, ended.stderr);
      assert.match(ended.stdout, /1 done/);
      publishes(directory);
    } finally {
      rmSync(dirname(directory), { recursive: true, force: true });
    }
  });

  it("names only commands, scripts and files that exist", () => {
    const scripts = JSON.parse(readFileSync(join(HOUSE, "package.json"), "utf8")).scripts as Record<string, string>;
    for (const [, script] of README.matchAll(/`(?:bun|npx --yes bun@[\d.]+) run ([\w-]+)/g))
      assert.ok(scripts[script ?? ""], `bun run ${script}`);
    for (const [, file] of README.matchAll(/\]\(([\w/.-]+)\)/g)) assert.ok(existsSync(join(HOUSE, file ?? "")), `${file}`);
    const known = registry.map(({ path }) => path.join(" "));
    for (const [, command] of README.matchAll(/`((?:log|replay|compile|start)(?: [a-z]+)?)(?: --[a-z-]+)?`/g)) {
      assert.ok(known.includes(command ?? ""), `millrace ${command}`);
    }
  });

  it("pins the Bun that CI and package.json use", () => {
    const manifest = JSON.parse(readFileSync(join(HOUSE, "package.json"), "utf8"));
    const [, pinned] = /bun@([\d.]+) run demo/.exec(README) ?? [];
    assert.equal(manifest.devDependencies["bun-types"], pinned);
    const tools = JSON.parse(readFileSync(join(HOUSE, ".ci/tools/package.json"), "utf8"));
    assert.ok(JSON.stringify(tools).includes(`"${pinned}"`));
  });
});

describe("README, with agents", { ignore: harnessProgram("codex") === null }, () => {
  it("its block ends in done when it is typed literally where codex is installed and logged in", async () => {
    const { directory } = await makeExample("your-project");
    const model = await startModelServer();
    // Below a temporary directory codex would have no sandbox.
    const home = mkdtempSync(join(homedir(), ".millrace-readme-"));
    try {
      const url = model.script(
        { type: "run", command: "node tools/count-quantity.mjs && node tools/exact-cents.mjs" },
        { type: "say", text: "Receipts add up.\n### BUILDER_COMPLETE" },
        { type: "say", text: "Looked at it.\n### CHECKER_PASS" },
        { type: "say", text: "Nothing to update.\n### UPDATE_COMPLETE" },
      );
      mkdirSync(join(home, ".codex"));
      mkdirSync(join(home, "bin"));
      symlinkSync(harnessProgram("codex") ?? "", join(home, "bin/codex"));
      writeFileSync(join(home, ".codex/config.toml"), codexConfig(url));
      const env = {
        ...BUN,
        HOME: home,
        CODEX_HOME: join(home, ".codex"),
        OPENAI_API_KEY: "none",
        PATH: `${join(home, "bin")}:${BUN.PATH}`,
      };
      const make = spawnSync(process.execPath, [join(HOUSE, "millrace.ts"), "init", "-q"], { cwd: directory, env, encoding: "utf8" });
      assert.equal(make.status, 0, make.stderr);
      const script = (blocks(README).find((lines) => lines.some((line) => line.includes("runtime.mode auto"))) ?? []).join("\n");
      const { code, out, err } = await call(["sh", "-e", "-c", script], { cwd: directory, env, timeout: 100_000 }).ended;
      assert.equal(code, 0, out + err);
      assert.match(out, /codex has a login/);
      assert.match(out, /done {2}totals-add-up-1/);
      assert.match(out, /UPDATE_COMPLETE/);
    } finally {
      await model.close();
      for (const path of [dirname(directory), home]) rmSync(path, { recursive: true, force: true });
    }
  });
});

/** As somebody would have it who is logged in, but for the service. */
function codexConfig(url: string): string {
  const provider = `name = "scripted"\nbase_url = "${url}/v1"\nwire_api = "responses"\nenv_key = "OPENAI_API_KEY"\n`;
  return `model = "scripted-model"\nmodel_provider = "scripted"\n\n[model_providers.scripted]\n${provider}`;
}

describe("bun run demo", () => {
  it("runs the main job through every stage, survives kill -9 in the fixer, and proves it", () => {
    const copy = mkdtempSync("/tmp/millrace-demo-test-");
    try {
      const ended = spawnSync(process.execPath, [join(HOUSE, "assets/demo/main.ts")], {
        cwd: copy,
        env: { ...BUN, TMPDIR: copy },
        encoding: "utf8",
      });
      assert.equal(ended.status, 0, ended.stdout + ended.stderr);
      const shown = ended.stdout + ended.stderr;
      for (const stage of ["BUILDER_COMPLETE", "FIX_NEEDED", "FIXER_COMPLETE", "DOUBLECHECK_PASS", "UPDATE_COMPLETE"])
        assert.match(shown, new RegExp(stage));
      assert.match(shown, /The fixer was started 1 time/);
      assert.match(shown, /each as its pinned machine says/);
      assert.match(shown, /Millrace-Run: fix-receipts-1/);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
