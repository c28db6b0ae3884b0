import type { Fs } from "../../kernel/ports/fs.ts";
import type { Config } from "../config/config.ts";
import type { Provenance } from "../config/origin.ts";
import type { Mode } from "../modes/mode.ts";
import type { PlanProblem } from "../problem.ts";
import type { FrozenTexts } from "./freeze-file.ts";
import type { RunnerFacts } from "./runner-facts.ts";

/** What the binding of every stage shares; problems, provenance and texts are gathered in it. */
export interface BindContext {
  fs: Fs;
  root: string;
  config: Config;
  mode: Mode;
  runners: Readonly<Record<string, RunnerFacts>>;
  texts: FrozenTexts;
  problems: PlanProblem[];
  provenance: Provenance;
}
