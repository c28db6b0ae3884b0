import { appendFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { openGit } from "../../../publish/git/open-git.ts";
import { env, orderOf } from "./harness.ts";

/** `ROOT ADAPTER`: publishes a change of one file again and again until it is killed. */
const [root = "", adapter] = process.argv.slice(2);
for (let n = 0; ; n++) {
  const opened = await openGit(root, null, { adapter: adapter === "isomorphic" ? "isomorphic" : "command-line", env });
  if (opened.type !== "opened") throw new Error(JSON.stringify(opened));
  const { port } = opened;
  appendFileSync(join(root, "src/a.ts"), `${process.pid} ${n}\n`);
  const order = await orderOf(port, ["src/a.ts"], { message: `${n}`, hooks: "skip" });
  const { type } = await port.commit(order);
  await port.close();
  console.log(type);
}
