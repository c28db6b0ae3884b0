import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Refusals that concern a run or one of its attempts. */
export const runErrors = {
  "run.unknown": {
    exit: 3,
    says: ({ run }) => `No run "${run}"`,
    then: ({ near, cut }) => {
      if (cut) return `The log is not known to its end (${cut}): see millrace log verify`;
      return near ? `Did you mean "${near}"? millrace runs ls` : "millrace runs ls";
    },
  },
  "run.output-gone": {
    exit: 3,
    says: ({ run, directory }) => `The output of run "${run}" is gone: there is no ${directory}`,
    then: ({ run }) => `millrace runs show ${run} tells what the log keeps`,
  },
  "run.ambiguous": {
    exit: 2,
    says: ({ run, runs, count }) => `"${run}" is the beginning of ${count} runs: ${runs}`,
    then: () => "Name one of them whole; millrace runs ls lists them",
  },
  "fork.not-live": {
    exit: 2,
    says: ({ run, at, born, over }) =>
      `Run "${run}" did not live at event ${at}: it began with ${born}${over === null ? "" : ` and ended with ${over}`}`,
    then: ({ run, born }) => `millrace fork ${run} --at ${born}`,
  },
  "fork.no-stage": {
    exit: 2,
    says: ({ run, at, stage, loop, mode }) =>
      `At event ${at} run "${run}" is at ${stage}, which ${loop}, the loop of mode ${mode}, does not have`,
    then: ({ run, born, mode }) => `millrace fork ${run} --at ${born} --mode ${mode} begins where that loop begins`,
  },
  "run.not-legal": { exit: 5, says: ({ run, phase, action }) => `Cannot ${action} run "${run}": it is ${phase}` },
  "run.not-stuck": {
    exit: 5,
    says: ({ run, phase }) => `Run "${run}" is ${phase}, and waits for no word about its delivery`,
    then: ({ run }) => `millrace runs show ${run}`,
  },
  "run.stale-attempt": {
    exit: 5,
    says: ({ attempt, current }) => `Attempt "${attempt}" is not the current one of its run (${current ?? "none"})`,
  },
  "run.illegal-terminal": {
    exit: 5,
    says: ({ terminal, stage, legal }) => `Terminal "${terminal}" is not legal for ${stage}: ${legal}`,
  },
  "run.effect-failed": {
    exit: 1,
    says: ({ effect, run, problem }) => `Could not ${effect} for run "${run}": ${problem}`,
    then: ({ run }) => `millrace runs show ${run}`,
  },
  "run.no-tree": {
    exit: 3,
    says: ({ what, problem }) => `There is nothing to compare for ${what}: ${problem}`,
    then: ({ run }) => `millrace runs show ${run}`,
  },
  "run.live": {
    exit: 5,
    says: ({ run, item }) => `Run "${run}" of "${item}" is under way, and an undo would change files under it`,
    then: ({ item }) => `millrace start --once finishes it; millrace cancel ${item} ends it`,
  },
  "run.undo-conflict": {
    exit: 5,
    says: ({ run, paths }) => `Cannot undo run "${run}": ${conflictsText(paths)}`,
    then: ({ run }) =>
      `Nothing was changed. Put those paths aside (git stash push PATH), or take the files from: millrace runs salvage ${run}`,
  },
  "run.salvage-exists": {
    exit: 5,
    says: ({ directory }) => `Cannot salvage into ${directory}: it exists already`,
    then: ({ run }) => `Name a directory that does not exist: millrace runs salvage ${run} --to DIR`,
  },
  "budget.attempts-per-day": {
    exit: 7,
    says: ({ limit }) => `The budget of ${limit} attempts a day is used up`,
    then: () => "Raise limits.attempts_per_day in millrace.toml, or go on tomorrow (UTC)",
  },
  "budget.tokens-per-day": {
    exit: 7,
    says: ({ limit, used }) => `The budget of ${limit} tokens a day is used up: ${used} were used`,
    then: () => "Raise limits.tokens_per_day in millrace.toml, or go on tomorrow (UTC)",
  },
  "budget.usd-per-day": {
    exit: 7,
    says: ({ limit, used }) => `The budget of ${dollars(limit)} a day is used up: ${dollars(used)} were spent`,
    then: () => "Raise limits.usd_per_day in millrace.toml, or go on tomorrow (UTC)",
  },
  "budget.unpriced": {
    exit: 7,
    says: ({ names }) => `There is a limit in money, but nobody knows what was spent today: no price is known of ${names}`,
    then: ({ name }) =>
      `Write input_per_million and output_per_million, or usd_per_attempt, under [prices.${JSON.stringify(name)}] in millrace.toml`,
  },
  "runtime.not-running": {
    exit: 10,
    says: ({ action }) => `Nothing runs in this workspace, so there is nothing to ${action}`,
    then: ({ action }) =>
      action === "reload" ? "Every start reads millrace.toml anew; millrace compile validate checks it" : "millrace status",
  },
  "budget.items-per-root": {
    exit: 7,
    says: ({ root, limit }) => `Agents have added ${limit} items below "${root}" already, which is the limit`,
    then: () => "Raise limits.items_per_root in millrace.toml, or add the rest yourself",
  },
  "runtime.not-legal": { exit: 5, says: ({ phase, action }) => `The runtime is ${phase}: ${action} is not possible now` },
} satisfies Record<string, CatalogueEntry>;

function conflictsText(paths: unknown): string {
  if (!Array.isArray(paths)) return String(paths);
  const told = (paths as { path: string; why: string }[]).map(({ path, why }) => `${path} (${why})`);
  return `${told.slice(0, 10).join(", ")}${told.length > 10 ? `, and ${told.length - 10} more` : ""}`;
}

function dollars(value: unknown): string {
  return `${typeof value === "number" ? value.toFixed(2) : String(value)} USD`;
}
