import { fork } from "node:child_process";
import { join } from "node:path";
import type { Totals } from "./support/totals.ts";

export interface Share {
  /** The first seed. */
  first: number;
  count: number;
  /** End at the first that diverges? */
  stop: boolean;
}

/** Plays a share of the seeds in a process of its own, which says what diverges. Rejects when that process ends without totals. */
export function playBeside({ first, count, stop }: Share): Promise<Totals> {
  const args = ["--part", "--from", String(first), "--scenarios", String(count), ...(stop ? ["--first"] : [])];
  const child = fork(join(import.meta.dirname, "main.ts"), args, { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("message", (totals) => resolve(totals as Totals));
    child.on("exit", (code) => reject(new Error(`The process for seeds from ${first} on ended with ${code} and said nothing`)));
  });
}
