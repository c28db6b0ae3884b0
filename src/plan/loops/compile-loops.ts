import { shippedLoops } from "../../../machines/catalogue.ts";
import type { LoopDefinition } from "../../../machines/loop/definition.ts";
import { freezeLoop } from "../../../machines/loop/freeze-loop.ts";
import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import type { LoopProblem } from "../../../machines/loop/problem.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { lineOf } from "../../work/toml/key-lines.ts";
import type { Config } from "../config/config.ts";
import type { Provenance } from "../config/origin.ts";
import type { Mode } from "../modes/mode.ts";
import type { PlanProblem } from "../problem.ts";
import { limitKey, limitName } from "./limit-name.ts";
import { loadLoop } from "./load-loop.ts";

export interface CompiledLoops {
  loops: Record<string, FrozenLoop>;
  /** Loop id to the visits of one run in the worst case. */
  bounds: Record<string, number>;
  provenance: Provenance;
  problems: PlanProblem[];
  warnings: PlanProblem[];
}

/** Freezes and proves every loop that the mode binds, with the limits that mode and configuration override. */
export function compileLoops(fs: Fs, root: string, mode: Mode, config: Config): CompiledLoops {
  const compiled: CompiledLoops = { loops: {}, bounds: {}, provenance: {}, problems: [], warnings: [] };
  const definitions: LoopDefinition[] = [];
  for (const id of [...new Set(Object.values(mode.values.loops))].sort()) {
    const loaded = loadLoop(fs, root, id);
    if (!loaded.ok) {
      compiled.problems.push(...loaded.problems.map((problem) => (problem.file ? problem : { ...problem, file: mode.file })));
      continue;
    }
    definitions.push(loaded.definition);
    if (loaded.origin === "workspace" && shippedLoops.some((loop) => loop.id === id)) {
      const fix = "Rename it to keep both";
      compiled.warnings.push({
        code: "plan.replaced-loop",
        path: "",
        message: `It replaces the loop "${id}" that ships`,
        fix,
        file: loaded.file ?? "",
      });
    }
    freeze(compiled, loaded.definition, mode, config, loaded.file ?? undefined);
  }
  compiled.problems.push(...checkEntries(mode, compiled.loops), ...checkLimitNames(mode, config, definitions));
  return compiled;
}

function freeze(compiled: CompiledLoops, definition: LoopDefinition, mode: Mode, config: Config, file: string | undefined): void {
  const overrides: Record<string, number> = {};
  for (const name of Object.keys(definition.limits))
    compiled.provenance[`loops.${definition.id}.limits.${name}`] = { from: "loop", loop: definition.id };
  for (const layer of [mode, config]) {
    for (const [key, value] of Object.entries(layer.values.recovery ?? {})) {
      const name = limitName(key);
      if (!Object.hasOwn(definition.limits, name)) continue;
      overrides[name] = value;
      compiled.provenance[`loops.${definition.id}.limits.${name}`] =
        layer === mode
          ? { from: "mode", mode: mode.id }
          : { from: "file", file: config.file ?? "", line: lineOf(config.lines, ["recovery", key]) };
    }
  }
  const frozen = freezeLoop(definition, overrides);
  if (!frozen.ok) {
    compiled.problems.push(...frozen.problems.map((problem) => planProblem(definition, problem, file)));
    return;
  }
  const { problems, bound } = proveLoop(frozen.loop);
  if (problems.length === 0) {
    compiled.loops[definition.id] = frozen.loop;
    compiled.bounds[definition.id] = bound;
  }
  compiled.problems.push(...problems.map((problem) => planProblem(definition, problem, file)));
}

function planProblem({ id }: LoopDefinition, { code, path, message, fix }: LoopProblem, file: string | undefined): PlanProblem {
  return { code, path: `loops.${id}.${path}`, message, fix, ...(file === undefined ? {} : { file }) };
}

function checkEntries({ values, file }: Mode, loops: Record<string, FrozenLoop>): PlanProblem[] {
  return Object.entries(values.loops).flatMap(([kind, id]): PlanProblem[] => {
    const loop = loops[id];
    if (!loop || Object.hasOwn(loop.entries, kind)) return [];
    const fix = `Bind ${kind} to a loop that takes it; ${id} takes ${Object.keys(loop.entries).join(", ")}`;
    return [{ code: "plan.no-entry", path: `loops.${kind}`, message: `The loop "${id}" has no entry for "${kind}"`, fix, file }];
  });
}

/** A limit may belong to a loop that this mode does not bind, but some loop must have it. */
function checkLimitNames(mode: Mode, config: Config, definitions: readonly LoopDefinition[]): PlanProblem[] {
  const known = [...new Set([...definitions, ...shippedLoops].flatMap((loop) => Object.keys(loop.limits)))].sort();
  const layers = [
    { file: mode.file, recovery: mode.values.recovery, lines: null },
    { file: config.file ?? "", recovery: config.values.recovery, lines: config.lines },
  ];
  return layers.flatMap(({ file, recovery = {}, lines }) =>
    Object.keys(recovery)
      .filter((key) => !known.includes(limitName(key)))
      .map((key): PlanProblem => {
        const near = nearest(key, known.map(limitKey));
        const fix = near ? `Did you mean "${near}"?` : `Known limits: ${known.map(limitKey).join(", ")}`;
        const line = lines ? lineOf(lines, ["recovery", key]) : undefined;
        return {
          code: "plan.unknown-limit",
          path: `recovery.${key}`,
          message: `No loop has a limit "${key}"`,
          fix,
          file,
          ...(line ? { line } : {}),
        };
      }),
  );
}
