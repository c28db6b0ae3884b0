import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, it } from "@std/testing/bdd";
import { inRelease, type Release } from "../support/e2e/release.ts";

/** The command that was killed, and what the world and the log must say of it before the next one. */
interface Step {
  at: string;
  command: string[];
  /** The newest event of publishing when it died. */
  left: string;
  /** Lets it die there; gives what undoes the trap. */
  trap(release: Release): () => void;
  /** Outcomes of the killed step, in their order, once all is carried on. */
  outcomes: string[];
}

function script(path: string, text: string): () => void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return () => rmSync(path, { force: true });
}

/** A program that the command itself starts. */
const hook =
  (name: string, text = "kill -9 $PPID") =>
  ({ staging }: Release) =>
    script(join(staging, ".git/hooks", name), text);
/** One that the server runs; it knows the command by the file that the test writes. */
const onServer =
  (name: string) =>
  ({ remote }: Release) =>
    script(join(remote, "hooks", name), `kill -9 $(cat ${join(remote, "client")})`);

function signer({ workspace, staging }: Release): () => void {
  const program = join(staging, "../sign");
  const undo = script(program, "kill -9 $PPID");
  workspace.git("-C", staging, "config", "gpg.program", program);
  workspace.git("-C", staging, "config", "user.signingKey", "ABCD");
  return undo;
}

/** A git before the real one, which lets us die once it has moved the branch; outside of the workspace, from which nothing is run. */
function gitThatKills({ workspace, staging, remote }: Release): () => void {
  workspace.git("-C", staging, "config", "core.autocrlf", "input");
  mkdirSync(join(remote, "bin"));
  const real = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
  return script(join(remote, "bin/git"), `${real} "$@" || exit\ncase " $* " in *" update-ref "*) kill -9 $PPID; sleep 1 ;; esac`);
}

const steps: Step[] = [
  {
    at: "a commit, before it",
    command: ["commit"],
    left: "publish.committing",
    trap: hook("pre-commit"),
    outcomes: ["committed refused", "committed committed"],
  },
  {
    at: "a commit, at its signature",
    command: ["commit", "--sign"],
    left: "publish.committing",
    trap: signer,
    outcomes: ["committed refused", "committed committed"],
  },
  {
    at: "a commit, when the branch has moved and the index has not",
    command: ["commit"],
    left: "publish.committing",
    trap: gitThatKills,
    outcomes: ["committed committed"],
  },
  {
    at: "a push, before it",
    command: ["push"],
    left: "publish.pushing",
    trap: hook("pre-push"),
    outcomes: ["pushed refused", "pushed pushed"],
  },
  {
    at: "a push, before the server takes it",
    command: ["push"],
    left: "publish.pushing",
    trap: onServer("pre-receive"),
    outcomes: ["pushed pushed"],
  },
  {
    at: "a push, when the server has it and nobody has read it back",
    command: ["push"],
    left: "publish.pushing",
    trap: onServer("post-receive"),
    outcomes: ["pushed pushed"],
  },
  {
    at: "a tag, at its signature",
    command: ["tag", "v1.0.0", "--sign"],
    left: "publish.tagging",
    trap: signer,
    outcomes: ["tagged refused", "tagged tagged"],
  },
  {
    at: "a tag, when the server has it",
    command: ["tag", "v1.0.0", "--push"],
    left: "publish.tagging",
    trap: onServer("post-receive"),
    outcomes: ["tagged tagged", "tagged there-already"],
  },
];

/** Everything before `command`. */
async function upTo({ workspace }: Release, command: string): Promise<void> {
  const order = ["sync", "preflight", "commit", "push", "tag"];
  for (const before of order.slice(0, order.indexOf(command))) await workspace.must(["publish", before]);
}

describe("publish, killed at each of its steps", () => {
  for (const { at, command, left, trap, outcomes } of steps) {
    it(`F2: carries on from ${at}, and does nothing twice`, () =>
      inRelease(async (release) => {
        const { workspace, remote, staging, onRemote, steps: events } = release;
        await upTo(release, command[0] ?? "");
        const before = events().length;
        const undo = trap(release);
        const call = workspace.start(["publish", ...command], {
          env: { ...workspace.env, PATH: `${join(remote, "bin")}:${workspace.env.PATH}` },
        });
        writeFileSync(join(remote, "client"), `${call.child.pid}`);
        const { signal } = await call.ended;
        assert.equal(signal, "SIGKILL", "it was not killed");
        undo();
        assert.equal(events().at(-1), left);
        // What git itself left behind where it died with us is taken away as git says.
        rmSync(join(staging, ".git/index.lock"), { force: true });
        const plain = command.filter((word) => word !== "--sign");
        // The same command again; a commit that was not made needs another preflight.
        if (outcomes[0] !== "committed refused") await workspace.must(["publish", ...plain]);
        for (let turn = 0; turn < 8 && (await workspace.json<{ phase: string }>(["publish", "status"])).phase !== "published"; turn++) {
          const { next } = await workspace.json<{ next: string }>(["publish", "status"]);
          await workspace.must(next.split(" ").slice(1));
        }
        const about = `publish.${outcomes[0]?.split(" ")[0]}`;
        const told = events()
          .slice(before)
          .filter((step) => step.startsWith(`${about} `));
        assert.deepEqual(
          told,
          outcomes.map((outcome) => `publish.${outcome}`),
        );
        assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
        assert.equal(workspace.git("-C", staging, "rev-list", "--all", "--count").trim(), "1");
        assert.equal(workspace.git("-C", staging, "status", "--porcelain"), "");
        if (command[0] === "tag") assert.equal(workspace.git("-C", staging, "tag"), "v1.0.0\n");
        await workspace.must(["log", "verify"]);
        await workspace.must(["replay", "--verify"]);
      }));
  }

  for (const mark of [".sync.json", ".next", ".next/src"]) {
    it(`F2: carries on from a sync that died when ${mark} was there`, () =>
      inRelease(async ({ workspace, staging, steps: events }) => {
        await workspace.must(["publish", "sync"]);
        for (let file = 0; file < 400; file++) workspace.write(`src/${file}.js`, `${file}\n`);
        const call = workspace.start(["publish", "sync"]);
        while (!existsSync(`${staging}${mark}`) && call.child.exitCode === null) await pause(1);
        call.child.kill("SIGKILL");
        await call.ended;
        const { changes } = await workspace.json<{ changes: unknown[] }>(["publish", "sync"]);
        assert.ok(changes.length === 400 || changes.length === 0, `${changes.length} changes`);
        assert.deepEqual((await workspace.json<{ changes: unknown[] }>(["publish", "sync"])).changes, []);
        for (const left of [".sync.json", ".next", ".old"]) assert.ok(!existsSync(`${staging}${left}`), left);
        const told = events();
        assert.equal(
          told.filter((step) => step === "publish.syncing").length,
          told.filter((step) => step.startsWith("publish.synced")).length,
        );
      }));
  }
});
