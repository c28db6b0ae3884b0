import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { onPath } from "../run/find-deno.ts";
import { atDesk } from "../support/e2e/desk.ts";
import type { Window } from "../support/e2e/terminal.ts";

const PROMPT = "ready> ";

/** What is typed, and what the line reads once TAB was pressed. */
const LINES: readonly [typed: string, completed: string][] = [
  ["millrace que", "millrace queue"],
  ["millrace queue s", "millrace queue show"],
  ["millrace queue show o", "millrace queue show one-thing"],
  ["millrace queue reorder two-things --before tw", "millrace queue reorder two-things --before two-things"],
  ["millrace add-task Next --depends-on th", "millrace add-task Next --depends-on three"],
  ["millrace unblock ", "millrace unblock three"],
  ["millrace runs show one", "millrace runs show one-thing-1"],
  ["millrace start --on", "millrace start --once"],
  ["millrace runs ls --outcome=bl", "millrace runs ls --outcome=blocked"],
  ["millrace config set limits.runs", "millrace config set limits.runs_per_item"],
  ["millrace logs --type run.mo", "millrace logs --type run.moved"],
  ["millrace add-task my-no", "millrace add-task my-notes.md"],
  ["millrace queue edit --file my-no", "millrace queue edit --file my-notes.md"],
  ["bun millrace retr", "bun millrace retry"],
  ["bun millrace why one-thing-", "bun millrace why one-thing-1"],
  ["bun my-no", "bun my-notes.md"],
];

const shells: Readonly<Record<string, { argv: readonly string[]; set: string }>> = {
  bash: { argv: ["bash", "--norc", "--noprofile"], set: `PS1='${PROMPT}'; eval "$(millrace completion bash)"` },
  zsh: { argv: ["zsh", "-f"], set: `PS1='${PROMPT}'; eval "$(millrace completion zsh)"` },
  fish: {
    argv: ["fish", "--no-config"],
    set: `function fish_prompt; echo '${PROMPT}'; end; set -g fish_autosuggestion_enabled 0; millrace completion fish | source`,
  },
};

describe("millrace completion", () => {
  for (const [name, { argv, set }] of Object.entries(shells)) {
    it(`completes commands, options, items, runs and files in ${name}`, { ignore: !onPath("tmux") || !onPath(name) }, () =>
      atDesk({ columns: 100, rows: 30 }, async ({ workspace, terminal }) => {
        await workspace.must(["init"]);
        for (const id of ["one-thing", "two-things"]) await workspace.must(["add-task", id, "--id", id, "--check", "true"]);
        await workspace.must(["add-task", "Three", "--id", "three", "--check", "false"]);
        await workspace.must(["start", "--once", "--item", "three"], { code: 6 });
        await workspace.must(["start", "--once", "--item", "one-thing"]);
        writeFileSync(join(workspace.root, "my-notes.md"), "# Notes\n");
        const shell = terminal.open(argv);
        await shell.sees(/\S/);
        shell.type(set);
        shell.press("Enter");
        await shell.sees(lineOf(""));
        for (const [typed, completed] of LINES) await completes(shell, typed, completed);
      }),
    );
  }
});

async function completes(shell: Window, typed: string, completed: string): Promise<void> {
  shell.press("C-l");
  shell.type(typed);
  await shell.sees(lineOf(typed));
  shell.press("Tab");
  const screen = await shell.sees(lineOf(completed));
  assert.doesNotMatch(screen, /error|not found/);
  shell.press("C-u");
  await shell.sees(lineOf(""));
}

/** The command line as it reads. */
function lineOf(text: string): RegExp {
  const quoted = `${PROMPT}${text}`.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${quoted}\\s*$`, "m");
}
