import process from "node:process";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { freezeLoop } from "../../../machines/loop/freeze-loop.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";

export interface Proved {
  millis: number;
  configurations: number;
  transitions: number;
  bound: number;
}

/** `LOOP`: freezes and proves a shipped loop once and prints a `Proved`. */
const definition = shippedLoops.find(({ id }) => id === process.argv[2]);
if (!definition) throw new Error(`No loop ${process.argv[2]}`);
const began = performance.now();
const frozen = freezeLoop(definition);
if (!frozen.ok) throw new Error(JSON.stringify(frozen.problems));
const { configurations, transitions, bound, problems } = proveLoop(frozen.loop);
const millis = performance.now() - began;
if (problems.length > 0) throw new Error(JSON.stringify(problems));
console.log(JSON.stringify({ millis, configurations, transitions, bound } satisfies Proved));
