// A runtime of its own, to be killed: starts the attempt in argv (root, token, order as JSON) and waits for ever.
import { systemClock } from "../../../src/kernel/real/clock.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { systemProc } from "../../../src/kernel/real/proc.ts";
import type { StageOrder } from "../../../src/runners/contract/stage-dispatch.ts";
import { createLocalDispatch } from "../../../src/runners/local-dispatch.ts";

const [root = "", token = "", order = "", spare = ""] = process.argv.slice(2);
const dispatch = createLocalDispatch({ root, token, fs: diskFs, clock: systemClock, proc: systemProc, env: process.env });
if (spare === "spare") {
  dispatch.warm();
  await systemClock.sleep(400);
}
const answer = await dispatch.start(JSON.parse(order) as StageOrder);
await systemClock.sleep(spare === "spare" ? 400 : 0); // long enough for the next spare
process.stdout.write(`${JSON.stringify(answer)}\n`);
await systemClock.sleep(60_000);
