import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { onPath } from "../run/find-deno.ts";
import { atDesk, type Desk } from "../support/e2e/desk.ts";
import { pretendOlderBaseline } from "../support/e2e/older-baseline.ts";
import type { Typed, Window } from "../support/e2e/terminal.ts";
import type { Workspace } from "../support/e2e/workspace.ts";

/** A stage that goes on until the operator says so. */
const untilThere = (name: string): string => `until [ -e ../${name} ]; do sleep 0.05; done; echo ${name} >> ${name}.txt`;

describe("A day of an operator", () => {
  const lacking = !["tmux", "curl"].every(onPath);
  it("is typed at a shell, and every screen tells the truth", { ignore: lacking }, () =>
    atDesk({ columns: 100, rows: 30 }, async (desk) => {
      const shell = desk.terminal.open();
      await morning(shell, desk.workspace);
      await firstRun(shell, desk.workspace);
      await daemon(shell, desk);
      await interrupted(shell, desk);
      const moved = await moving(shell, desk);
      await evening(shell, moved, desk);
    }),
  );
});

/** Makes the workspace and its first eight tasks, and edits one of them by hand. */
async function morning(shell: Window, workspace: Workspace): Promise<void> {
  shows(await shell.run("bun $ENTRY init"), /made {2}workspace/, /millrace add-task "Say hello"/);
  shows(
    await shell.run("bun millrace status"),
    /runtime {3}stopped/,
    /0 queued, 0 active, 0 blocked, 0 done/,
    /Next\n {2}millrace add-task/,
  );
  shows(await shell.run("millrace start --dry-run"), /Nothing is ready\.\n {2}millrace add-task/);
  shows(await shell.run("millrace doctor"), /ok {7}log {9}1 event, all read/, /Nothing keeps Millrace from working here\./);
  const tasks = [
    `"Lay the foundation" --id foundation --run "echo stone > foundation.txt" --check "test -s foundation.txt"`,
    `"Raise the walls" --id walls --depends-on foundation --run "echo wood > walls.txt" --check "test -s walls.txt"`,
    `"Put the roof on" --id roof --depends-on walls --run "echo leak > roof.txt" --check "grep -q tight roof.txt" --fix "echo tight >> roof.txt"`,
    `"Lay the wires" --id wiring --depends-on walls --run "echo wire > wiring.txt" --check "test -e permit.txt"`,
    `"Paint it" --id paint --depends-on roof --run "${untilThere("paint")}" --check "test -s paint.txt"`,
    `"Build the fence" --id fence --depends-on paint --run "echo fence >> order.txt" --check "grep -q fence order.txt"`,
    `"Hang the lamp" --id lamp --depends-on paint --run "echo lamp >> order.txt" --check "grep -q lamp order.txt"`,
    `"Build the swing" --id swing --depends-on lamp --run "${untilThere("swing")}" --check "test -s swing.txt"`,
  ];
  for (const task of tasks) shows(await shell.run(`millrace add-task ${task}`), /queued {2}\w+\n {2}millrace start --once/);
  shows(await shell.run("sed -i 's/echo wood/echo brick/' millrace-agents/tasks/queue/walls.md"));
  shows(await shell.run("millrace queue reorder lamp --before fence"), /done {2}lamp/);
  const { text } = shows(await shell.run("millrace queue ls"), /id +phase +kind +prio +runs +now +title/, /foundation .* ready +Lay/);
  assert.ok(text.indexOf("\nlamp") < text.indexOf("\nfence"), text);
  assert.match(text, /walls +queued +task +0 +0 +waits for "foundation", which is queued/);
  assert.match(workspace.read("millrace-agents/tasks/queue/walls.md"), /echo brick/);
}

/** One item by hand, looked at from all sides, undone, and the undo taken back. */
async function firstRun(shell: Window, workspace: Workspace): Promise<void> {
  shows(await shell.run("millrace start --dry-run"), /would work on foundation: Lay the foundation/, /Worst case/);
  const { text } = shows(await shell.run("millrace start --once"), /done {2}foundation-1: 3 attempts, /);
  assert.match(text, /builder BUILDER_COMPLETE → checker/);
  shows(await shell.run("millrace runs ls"), /foundation-1 +done +3 +3/);
  shows(await shell.run("millrace runs show foundation-1"), /1\. builder {2}BUILDER_COMPLETE → checker/, /1 file changed/);
  shows(await shell.run("millrace runs diff foundation-1"), /\+stone/);
  shows(await shell.run("millrace runs tail foundation-1"), /\$ echo stone > foundation\.txt/);
  shows(await shell.run("millrace why foundation-1"), /finished as done after 3 attempts/);
  shows(await shell.run("millrace timeline foundation-1"), /█\sagent/);
  shows(await shell.run("millrace runs undo foundation-1"), /^D {2}foundation\.txt/m, /millrace runs undo foundation-1 --apply does it/);
  shows(await shell.run("millrace runs undo foundation-1 --apply"), /undone {2}run foundation-1: 0 written, 1 removed/);
  assert.ok(!workspace.has("foundation.txt"));
  shows(await shell.run("millrace runs undo foundation-1 --back"), /^A {2}foundation\.txt/m, /--back --apply does it/);
  shows(await shell.run("millrace runs undo foundation-1 --back --apply"), /^A {2}foundation\.txt/m);
  assert.equal(workspace.read("foundation.txt"), "stone\n");
}

/** A daemon works while its operator edits, drops a file half-written, and unblocks. */
async function daemon(shell: Window, { terminal, workspace }: Desk): Promise<void> {
  const owner = terminal.open();
  const watch = terminal.open();
  owner.type("millrace start --daemon");
  owner.press("Enter");
  await owner.says(/running {2}on all that becomes ready/);
  watch.type("millrace status --watch");
  watch.press("Enter");
  await watch.sees(/paint-1 +builder +1 of 17/);
  await owner.says(/done {2}walls-1: 3 attempts/);
  await owner.says(/fixer FIXER_COMPLETE → doublechecker/);
  assert.ok(owner.screen({ colours: true }).includes("\u001b[32mdone\u001b["), "a run that is done is green");
  assert.equal(workspace.read("walls.txt"), "brick\n", "what was edited by hand was worked on");

  ends(await shell.run("millrace start --once"), 5, /owned by process \d+ \(daemon\)/, /millrace stop ends it/);
  shows(await shell.run("millrace start --dry-run"), /would carry on paint-1/, /but process \d+ \(daemon\) works here/);
  shows(await shell.run(`echo "Mind the windows" >> millrace-agents/tasks/active/paint.md`));
  shows(await shell.run('printf \'+++\\nkind = "task"\\ntitle = "Dig the gar\' > millrace-agents/tasks/queue/garden.md'));
  await watch.sees(/paint\.conflict-1\.md was set aside: it was edited while the item is\s+active/);
  await watch.sees(/garden\.md\.invalid cannot be taken in/);
  ends(await shell.run("millrace attention"), 6, /"wiring" is blocked: Lay the wires/, /millrace unblock wiring/);
  const rest = 'den"\\nrun = ["echo dug > garden.txt"]\\nchecks = ["test -s garden.txt"]\\n+++\\n';
  shows(await shell.run(`cd millrace-agents/tasks/queue; printf '${rest}' >> garden.md.invalid; mv garden.md.invalid garden.md; cd -`));
  await shell.runUntil("millrace queue show garden", /garden {2}queued {2}Dig the garden/);
  shows(await shell.run("millrace queue reorder garden --first"), /done {2}garden/);
  shows(await shell.run("rm millrace-agents/tasks/active/paint.conflict-1.*"));

  const tail = terminal.open();
  tail.type("millrace runs tail paint-1 --follow");
  tail.press("Enter");
  await tail.sees(/--- 1\.1 stdout ---/);
  shows(await shell.run("touch permit.txt; millrace unblock wiring"), /done {2}wiring/);
  shows(await shell.run("touch ../paint"));
  await tail.sees(/\d+:0 \$$/);
  await owner.says(/done {2}wiring-2: 3 attempts/);
  await owner.says(/done {2}garden-1: 3 attempts/);
  await watch.sees(/swing-1 +builder +1 of 17/);
  assert.deepEqual(workspace.lines("order.txt"), ["lamp", "fence"], "in the order that was asked for");
  watch.press("C-c");
  await watch.sees(/\d+:130 \$$/);

  shows(await shell.run("millrace stop"), /stopping {2}the owner ends after the stages under way/);
  shows(await shell.run("millrace status"), /runtime +(draining|stopping|running)/);
  shows(await shell.run("touch ../swing"));
  await owner.says(/stopped as asked; millrace start --once carries on\n\d+:0 \$$/);
}

/** The owner is killed in mid-stage, its state directory is deleted, and the next owner goes on where it was. */
async function interrupted(shell: Window, { terminal, workspace }: Desk): Promise<void> {
  shows(await shell.run("rm -rf millrace-agents/state; millrace status"), /runtime {3}stopped/, /swing-1 +checker +2 of 17/);
  shows(
    await shell.run(`millrace add-task "Dig the pond" --id pond --run "${untilThere("pond")}" --check "test -s pond.txt"`),
    /queued {2}pond/,
  );
  const owner = terminal.open();
  owner.type("millrace start --daemon");
  owner.press("Enter");
  await owner.says(/done {2}swing-1: 3 attempts/);
  await owner.says(/builder \(shell\)/);
  const { text } = await shell.runUntil("millrace status", /pond-1 +builder +1 of 17 .* shell, /);
  const [, pid] = /daemon, process (\d+)/.exec(text) ?? assert.fail(text);
  shows(await shell.run(`kill -9 ${pid}`));
  await owner.says(/Killed/);
  shows(
    await shell.run("millrace status"),
    /stopped by a crash; the next start carries on/,
    /millrace start --once {2}Carries on the run that was left/,
  );
  owner.type("millrace start --daemon");
  owner.press("Enter");
  await shell.runUntil("millrace status", /running \(daemon/);
  shows(await shell.run("touch ../pond"));
  await owner.says(/done {2}pond-1: 3 attempts/);
  assert.deepEqual(workspace.lines("pond.txt"), ["pond"], "the stage was adopted, not begun again");
  assert.ok(!workspace.events().some(({ type }) => type === "attempt.lost"));
  shows(
    await shell.run(`millrace add-task "Raise the flag" --id flag --run "${untilThere("flag")}" --check "test -s flag.txt"`),
    /queued {2}flag\n {2}the daemon takes it up/,
  );
  await shell.runUntil("millrace runs ls", /flag-1 +running +builder/);
  shows(await shell.run("millrace stop --now"), /stopping {2}the owner ends, and the stages under way with it/);
  await owner.says(/lost {2}flag-1\.1\.1: interrupted/);
  await owner.says(/stopped as asked/);
}

/** The workspace is moved and upgraded, with edits of its own in what was installed. */
async function moving(shell: Window, { moved }: Desk): Promise<Workspace> {
  shows(await shell.run("cd .. && mv w moved && cd moved && touch ../flag"));
  const workspace = moved("moved");
  shows(await shell.run("millrace status"), /\/moved\n/, /flag-1 +builder/);
  pretendOlderBaseline(workspace);
  shows(await shell.run("echo '# mine' >> millrace.toml; sed -i '1i# ours' millrace-agents/.gitignore"));
  shows(await shell.run("millrace upgrade"), /millrace\.toml +keep/, /\.gitignore +merge/, /millrace upgrade --apply/);
  shows(await shell.run("millrace upgrade --apply"));
  shows(await shell.run("millrace upgrade"), /Nothing to do/);
  assert.match(workspace.read("millrace.toml"), /# mine\n$/);
  assert.match(workspace.read("millrace-agents/.gitignore"), /^# ours\n/);
  shows(await shell.run("millrace start --once"), /done {2}flag-1: 4 attempts/);
  return workspace;
}

/** Everything is looked at once more on a small screen, over HTTP, and by those who do not believe it. */
async function evening(shell: Window, workspace: Workspace, { terminal }: Desk): Promise<void> {
  const server = terminal.open();
  server.type(`cd ${workspace.root} && millrace serve --port 0`);
  server.press("Enter");
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(await server.sees(/http:\/\/127\.0\.0\.1:\d+/)) ?? assert.fail();
  shows(await shell.run(`curl -sS ${url}/status | grep -o '"counts":{[^}]*}'`), /"queued":0,"active":0,"blocked":0,"done":11/);
  shows(await shell.run(`curl -sS -o /dev/null -w '%{http_code}\\n' ${url}/runs/pond-1`), /^200$/m);
  server.press("C-c");
  await server.sees(/no longer serving on port \d+/);

  shell.resize(80, 24);
  for (const command of LOOKS) {
    const typed = await shell.run(`millrace ${command}`);
    assert.equal(typed.code, 0, `${command}\n${typed.text}`);
    assert.deepEqual(
      typed.wrapped.filter((line) => !/^ *millrace /.test(line)),
      [],
      `${command} fits into 80 columns`,
    );
    assert.doesNotMatch(typed.text, /\b1 (runs|events|attempts|files|items|stages|checks|tasks|problems)\b/, command);
  }
  shows(await shell.run("millrace log verify"), /^whole {2}\d+ events in \d segments?/m);
  shows(await shell.run("millrace replay --verify"), /^verified {2}\d+ transitions, each as its pinned machine says/m);
  shows(await shell.run("millrace attention"), /Nothing needs a person/);
  shows(await shell.run("millrace doctor"), /Nothing keeps Millrace from working here/);
  assert.deepEqual(workspace.list("millrace-agents/tasks/done"), TEN.map((name) => `${name}.md`).sort());
  for (const phase of ["queue", "active", "blocked"]) assert.deepEqual(workspace.list(`millrace-agents/tasks/${phase}`), []);
  terminal.close();
  await workspace.quiet();
}

const TEN = ["foundation", "walls", "roof", "wiring", "paint", "fence", "lamp", "swing", "garden", "pond", "flag"];

const LOOKS = [
  "status",
  "status --detail",
  "queue ls --phase all",
  "queue show walls",
  "runs ls",
  "runs show wiring-1",
  "runs diff roof-1 --stat",
  "why wiring-1",
  "why paint",
  "timeline paint-1",
  "logs",
  "logs --run flag-1",
  "run-provenance roof-1",
  "health",
  "compile show",
  "config show",
  "modes",
  "loops",
  "--help",
  "start --help",
];

function shows(typed: Typed, ...patterns: RegExp[]): Typed {
  return ends(typed, 0, ...patterns);
}

function ends(typed: Typed, code: number, ...patterns: RegExp[]): Typed {
  assert.equal(typed.code, code, typed.text);
  for (const pattern of patterns) assert.match(typed.text, pattern);
  return typed;
}
