import { shippedLoops } from "../../machines/catalogue.ts";
import { type Figure, most } from "./support/figure.ts";
import type { Proved } from "./support/prove-loop.ts";
import { runChild } from "./support/run-child.ts";
import { median, spread } from "./support/statistics.ts";

const ROUNDS = 11;

/** The exhaustive proof of each shipped loop, in a fresh process each time: code that runs once is never warm. */
export function benchProof(): Figure[] {
  return shippedLoops.map(({ id }) => {
    const proofs = Array.from({ length: ROUNDS }, () => runChild<Proved>("support/prove-loop.ts", id));
    const millis = proofs.map((proof) => proof.millis);
    const [first] = proofs;
    const detail = `${first?.configurations} configurations, ${first?.transitions} moves, at most ${first?.bound} attempts; ${spread(millis)}`;
    return { what: `proof of ${id}`, measured: median(millis), unit: "ms", bar: most(100), detail };
  });
}
