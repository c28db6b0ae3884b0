import process from "node:process";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { openIndex } from "../../../src/workspace/index/open-index.ts";
import { Story } from "./story.ts";

/** An owner that changes items and its index as fast as it can until it is killed. Prints its root first. */
const story = new Story();
for (let n = 0; n < 200; n++) story.stage(`t${n}`, `# ${n}\n`, "task", "queued");
const index = openIndex({ fs: diskFs, layout: story.layout, state: story.state, head: story.log.head });
process.stdout.write(`${story.layout.root}\n`);
for (let n = 0; ; n++) {
  const id = `t${n % 200}`;
  story.move(id, story.item(id).phase === "queued" ? "active" : "queued");
  index.touch([{ subject: id }]);
  index.flush(story.state, story.log.head);
  if (n % 500 === 499) await new Promise((resolve) => setTimeout(resolve, 1));
}
