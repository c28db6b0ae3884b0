import { KILL_CONFIG, killRounds } from "../support/e2e/kill-rounds.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";

// bun test/e2e/torture.ts [rounds] [seed]: the rounds of kill.e2e.test.ts, as many as asked for, each in a workspace of its own.

const rounds = Number(process.argv[2] ?? 25);
const first = Number(process.argv[3] ?? Date.now() % 1e6);
let kills = 0;
for (let round = 0; round < rounds; round++) {
  const seed = first + round;
  await inWorkspace({ config: KILL_CONFIG, git: round % 2 === 1 }, async (workspace) => {
    kills += await killRounds(workspace, { tasks: 4, seed, victims: round % 3 === 2 ? "everything" : "owner" });
    await workspace.quiet();
    await workspace.must(["replay", "--verify"]);
    await workspace.must(["log", "verify"]);
  });
  console.log(`round ${round + 1} of ${rounds}, seed ${seed}: ${kills} kills so far, nothing lost or doubled`);
}
