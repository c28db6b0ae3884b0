import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openLog } from "../../src/log/open-log.ts";
import { knowledge, marked } from "./log-events.ts";

/** Appends for ever, alone and in groups, and says on stdout which sequence was acknowledged, in one write each. */
const [directory = ""] = process.argv.slice(2);
const { log } = openLog({ fs: diskFs, directory, clock: systemClock, create: true, knowledge, segmentBytes: 20_000 });
for (let n = 0; ; n++) {
  const events = Array.from({ length: 1 + (n % 3) }, () => marked("m", n % 50 === 0 ? 20_000 : n % 40));
  const groups = n % 2 === 0 ? [log.appendNow(events)] : await Promise.all([log.append(events), log.append(events)]);
  for (const group of groups) process.stdout.write(`${group.at(-1)?.seq}\n`);
  if (n % 7 === 0) await systemClock.sleep(1);
}
