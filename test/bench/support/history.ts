import type { NewEvent } from "../../../src/events/envelope.ts";
import { systemClock } from "../../../src/kernel/real/clock.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { openLog } from "../../../src/log/open-log.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import { Core } from "../../support/core.ts";
import { startRun, verified, visit } from "../../support/core-steps.ts";

const NAME = "an-item-of-history";
const BODY = "All the words of a document of the usual length. ".repeat(16);

/** The decisions of one task's whole life, as the core itself takes them: queued, built, refuted, fixed, checked, delivered. */
function lifeOfATask(): NewEvent[][] {
  const life: NewEvent[][] = [];
  const core = recording(new Core(), life);
  const check = "bun run check";
  const fields = { ...emptyFields(NAME), run: ["make"], checks: [check] };
  core.does({ type: "addItem", kind: "task", item: NAME, slug: NAME, fields, document: null, body: BODY });
  const run = startRun(core);
  visit(core, run, "BUILDER_COMPLETE");
  visit(core, run, "CHECKER_PASS");
  verified(core, run, false, check);
  visit(core, run, "FIXER_COMPLETE");
  visit(core, run, "DOUBLECHECK_PASS");
  verified(core, run, true, check);
  visit(core, run, "UPDATE_COMPLETE");
  core.does({ type: "intendDelivery", run, tree: null, parent: null });
  core.does({ type: "settleDelivery", run, settled: { outcome: "left", commit: null, detail: "" } });
  if (core.state.items.get(NAME)?.phase !== "done") throw new Error("The life of a task does not end in done");
  return life.map((batch) => batch.map((event, place) => ({ ...event, cause: place > 0 && event.cause !== 0 ? -1 : 0 })));
}

/** The same core, whose every decision is also written down. */
function recording(core: Core, into: NewEvent[][]): Core {
  const does: Core["does"] = (draft) => {
    const events = core.does(draft);
    into.push(events);
    return events;
  };
  return new Proxy(core, { get: (target, name) => (name === "does" ? does : Reflect.get(target, name, target)) });
}

export interface History {
  events: number;
  finished: number;
  bytes: number;
}

/**
 * Writes the log of a workspace in which tasks were queued and done, until it has `events` events, and then queues
 * `waiting` more. Through the log itself, many batches to a flush.
 */
export async function writeHistory(root: string, events: number, waiting: number, first = 0): Promise<History> {
  const layout = layoutOf(root);
  diskFs.makeDirectory(layout.log);
  const { log } = openLog({ fs: diskFs, directory: layout.log, clock: systemClock, create: first === 0 });
  if (first === 0) {
    const data = { id: "w".repeat(21), name: "history", product: "millrace bench" };
    log.appendNow([{ type: "workspace.created", actor: "operator", subject: "workspace", cause: 0, data }]);
  }
  const decisions = lifeOfATask();
  const each = decisions.flat().length;
  // Its revision is the hash of its text, which holds its name.
  const [{ data }] = decisions.flat() as [NewEvent];
  const { revision, document } = data as { revision: string; document: string };
  const life = decisions.map((batch) => {
    const text = JSON.stringify(batch);
    return (id: string): NewEvent[] =>
      JSON.parse(text.replaceAll(NAME, id).replaceAll(revision, sha256(document.replaceAll(NAME, id)))) as NewEvent[];
  });
  let finished = first;
  while (log.head.seq < events) {
    const flight: Promise<unknown>[] = [];
    for (let n = Math.min(100, Math.ceil((events - log.head.seq) / each)); n > 0; n--, finished++) {
      const id = `task-${finished}`;
      for (const [at, make] of life.entries()) flight.push(log.append(make(id), at === 0 ? { command: `command-${id}` } : {}));
    }
    await Promise.all(flight);
  }
  const queue = life[0];
  for (let n = 0; queue && n < waiting; n++) await log.append(queue(`waiting-${n}`), { command: `command-waiting-${n}` });
  const written = log.head.seq;
  await log.close();
  const bytes = diskFs
    .list(layout.log)
    .filter((name) => name.endsWith(".jsonl"))
    .reduce((sum, name) => sum + (diskFs.facts(`${layout.log}/${name}`)?.size ?? 0), 0);
  return { events: written, finished, bytes };
}
