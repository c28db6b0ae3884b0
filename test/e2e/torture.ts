import { KILL_CONFIG, KILL_CONFIG_COMMITS, type KillFigures, killRounds, type Victims } from "../support/e2e/kill-rounds.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";

// bun test/e2e/torture.ts [rounds] [seed]: the rounds of kill.e2e.test.ts, as many as asked for, each in a workspace of its own.
// MILLRACE_TORTURE_KILLS=200 goes on until so many owners were killed, whatever the number of rounds.

const rounds = Number(process.argv[2] ?? 25);
const first = Number(process.argv[3] ?? Date.now() % 1e6);
const wanted = Number(process.env.MILLRACE_TORTURE_KILLS ?? 0);
const victims: readonly Victims[] = ["owner", "suspended", "everything", "anyone"];
const total: KillFigures = { kills: 0, supervisors: 0, children: 0, suspended: 0, replaced: 0, fenced: 0, acknowledged: 0 };
let slowest = 0;

for (let round = 0; round < rounds || total.kills < wanted; round++) {
  const seed = first + round;
  const git = Math.floor(round / 2) % 2 === 1;
  await inWorkspace({ config: git ? KILL_CONFIG_COMMITS : KILL_CONFIG, git }, async (workspace) => {
    const figures = await killRounds(workspace, { tasks: 4, seed, victims: victims[round % victims.length] ?? "owner" });
    for (const name of Object.keys(total) as (keyof KillFigures)[]) total[name] += figures[name];
    const ended = performance.now();
    await workspace.quiet(5000);
    slowest = Math.max(slowest, performance.now() - ended);
    await workspace.must(["replay", "--verify"]);
    await workspace.must(["log", "verify", ...(git ? ["--anchors"] : [])]);
  });
  console.log(`round ${round + 1}, seed ${seed}: ${told(total)}; last process gone after ${Math.round(slowest)} ms at most`);
}

function told({ kills, supervisors, children, suspended, replaced, fenced, acknowledged }: KillFigures): string {
  const owners = `${kills} owners, ${supervisors} supervisors and ${children} children of stages killed alone, ${suspended} suspended, ${replaced} replaced while suspended (${fenced} fenced)`;
  return `${owners}; ${acknowledged} acknowledged events, none lost; no result doubled`;
}
