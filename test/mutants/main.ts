import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { root } from "../run/root.ts";
import { applied } from "./apply.ts";
import { readPatches } from "./patch.ts";
import { runSuite } from "./run-suite.ts";
import { Scratch } from "./scratch.ts";

// bun test/mutants/main.ts [--only NN[,NN…]]: puts each deliberate bug into a copy of the project, and says which test finds it.
// Exit 1 when one survives or does not apply any more, 2 when the suite is red without any.

const SECONDS = 300;

const at = process.argv.indexOf("--only");
const wanted = at === -1 ? null : new Set((process.argv[at + 1] ?? "").split(","));
const patches = readPatches().filter(({ name }) => wanted === null || wanted.has(name.slice(0, 2)));
if (patches.length === 0) {
  console.error(`No patch has the number ${process.argv[at + 1] ?? ""}. Look into test/mutants.`);
  process.exit(2);
}

const scratch = new Scratch(root);
const wrong: string[] = [];
try {
  const tests = [...new Set(patches.flatMap((patch) => patch.tests))];
  const sound = runSuite(scratch.root, tests, SECONDS * 3);
  if (!sound.green) {
    console.error(`Without any bug, this fails already: ${sound.failed}`);
    process.exitCode = 2;
  } else {
    for (const patch of patches) {
      const change = applied(scratch.root, patch);
      if (!change.ok) {
        wrong.push(change.problem);
        console.log(`STALE     ${change.problem}`);
        continue;
      }
      const sources = new Map([...change.texts.keys()].map((file) => [file, readFileSync(join(scratch.root, file), "utf8")]));
      scratch.write(change.texts);
      const end = runSuite(scratch.root, patch.tests, SECONDS);
      scratch.write(sources);
      if (end.green) wrong.push(patch.name);
      console.log(end.green ? `SURVIVED  ${patch.name}: ${patch.breaks}` : `caught    ${patch.name} by: ${end.failed}`);
    }
    console.log(`\n${patches.length - wrong.length} of ${patches.length} caught`);
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  scratch.remove();
}
