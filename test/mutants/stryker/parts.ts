/** Code that is mutated in one run, and the unit tests beside it that have to find the mutants. */
export interface Part {
  readonly mutate: readonly string[];
  /** Pattern of their paths. */
  readonly tests: string;
}

/** Random walks find what they find too late to be asked for every mutant: examples have to. */
const EXAMPLES = "(?!.*/(?:refold|course|random-loops)\\.)";
const machines = (...mutate: string[]): Part => ({ mutate, tests: `^${EXAMPLES}test/machines/` });
const core = (...mutate: string[]): Part => ({ mutate, tests: `^${EXAMPLES}test/(?:state/|engine/(?:decide/)?[^/]+$)` });

/** What is pure is mutated, folder by folder; what reaches the world has the crash tests. */
export const parts: Readonly<Record<string, Part>> = {
  "machines/execution": machines("machines/execution/**/*.ts"),
  "machines/planning": machines("machines/planning/**/*.ts"),
  "machines/runtime": machines("machines/runtime/**/*.ts"),
  "machines/vocabulary": machines("machines/vocabulary/**/*.ts", "machines/*.ts"),
  "machines/loop": machines("machines/loop/*.ts"),
  "machines/loop/check": machines("machines/loop/check/**/*.ts"),
  "machines/loop/diagram": machines("machines/loop/diagram/*.ts"),
  "machines/loop/document": machines("machines/loop/document/**/*.ts"),
  "machines/loop/proof": machines("machines/loop/proof/**/*.ts"),
  "src/state": core("src/state/*.ts"),
  "src/state/evolve": core("src/state/evolve/**/*.ts"),
  "src/engine/decide": core("src/engine/decide.ts", "src/engine/decide/**/*.ts"),
};
