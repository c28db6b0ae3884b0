import process from "node:process";
import { createInterface } from "node:readline";

/** Standard input by lines, without their ends. */
export async function* inputLines(): AsyncIterable<string> {
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}
