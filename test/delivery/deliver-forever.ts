import { writeSync } from "node:fs";
import process from "node:process";
import { Repo } from "./repo.ts";

/** Delivers one run after another until it is killed; says each intent before it acts. */
const repo = new Repo(process.argv[2] ?? "");
const trees = await repo.trees();
for (let n = Number(process.argv[3]); ; n++) {
  repo.put({ [`src/f${n % 7}.ts`]: `${n}\n` });
  const tree = await trees.record();
  await trees.keep([{ name: `runs/r.${n}/after`, tree }]);
  const { head } = await trees.describe();
  writeSync(1, `${JSON.stringify({ n, tree, parent: head })}\n`);
  const outcome = await trees.commit({ tree, message: "work", trailers: [["Millrace-Run", `r.${n}`]], expectedParent: head });
  if (outcome.type !== "committed") throw new Error(JSON.stringify(outcome));
}
