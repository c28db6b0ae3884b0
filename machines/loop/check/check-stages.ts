import { own } from "../../own.ts";
import { isParam } from "../../vocabulary/check-params.ts";
import { failureTerminal, type LoopDefinition, type StageRule } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { suggest } from "./nearest.ts";

const terminalPattern = /^[A-Z][A-Z0-9_]*$/;

/** Names are well formed, terminals are declared, and a verdict stage says what its refutation is. */
export function checkStages(definition: LoopDefinition): LoopProblem[] {
  const names = Object.keys(definition.machine.states).filter((name) => !isParam("stage", name));
  const badNames = names.map((name): LoopProblem => {
    const fix = "Use small letters, digits and underscores, beginning with a letter.";
    return { code: "loop.bad-name", path: name, message: `"${name}" cannot name a state.`, fix };
  });
  const stages = Object.entries(definition.stages).flatMap(([name, rule]) => [
    ...checkTerminals(name, rule),
    ...checkVerdict(name, rule),
    ...checkHandlers(definition, name, rule),
  ]);
  return [...badNames, ...stages];
}

function checkTerminals(stage: string, rule: StageRule): LoopProblem[] {
  const path = `stages.${stage}.terminals`;
  const problems = rule.terminals
    .filter((terminal) => !terminalPattern.test(terminal))
    .map((terminal): LoopProblem => {
      const fix = "Use capital letters, digits and underscores, e.g. REVIEW_COMPLETE.";
      return { code: "loop.bad-name", path, message: `"${terminal}" cannot name a terminal.`, fix, stage, terminal };
    });
  if (!rule.terminals.includes(failureTerminal)) {
    const message = `The stage "${stage}" does not list ${failureTerminal}, which any stage may report.`;
    problems.push({ code: "loop.unhandled-terminal", path, message, fix: `Add ${failureTerminal}.`, stage, terminal: failureTerminal });
  }
  return problems;
}

function checkVerdict(stage: string, rule: StageRule): LoopProblem[] {
  const path = `stages.${stage}`;
  const passes = rule.passes ?? [];
  const bad = (key: string, message: string, fix: string): LoopProblem => ({
    code: "loop.bad-verdict",
    path: `${path}.${key}`,
    message,
    fix,
    stage,
  });
  if (!rule.verifies) {
    if (passes.length === 0 && rule.refutesTo === undefined) return [];
    return [bad("verifies", `The stage "${stage}" names passes or a refutation but does not verify.`, "Add verifies = true.")];
  }
  const problems: LoopProblem[] = [];
  if (passes.length === 0)
    problems.push(bad("passes", `The stage "${stage}" verifies, but no terminal claims success.`, "List them in passes."));
  for (const terminal of [...passes, rule.refutesTo ?? ""]) {
    if (rule.terminals.includes(terminal)) continue;
    const key = passes.includes(terminal) ? "passes" : "refutes_to";
    problems.push(bad(key, `"${terminal}" is not a terminal of the stage "${stage}".`, suggest(terminal, rule.terminals)));
  }
  if (rule.refutesTo !== undefined && passes.includes(rule.refutesTo)) {
    problems.push(
      bad(
        "refutes_to",
        `A refuted pass of "${stage}" would be "${rule.refutesTo}", a pass.`,
        "Name a terminal that does not claim success.",
      ),
    );
  }
  return problems;
}

function checkHandlers(definition: LoopDefinition, stage: string, rule: StageRule): LoopProblem[] {
  const state = own(definition.machine.states, stage);
  if (!state || !("on" in state)) {
    const message = `The stage "${stage}" has no state in the machine.`;
    return [{ code: "loop.unknown-target", path: `stages.${stage}`, message, fix: "Give it handlers, or remove it.", stage }];
  }
  const illegal = Object.keys(state.on).filter((terminal) => !rule.terminals.includes(terminal));
  const unhandled = rule.terminals.filter((terminal) => !own(state.on, terminal)?.length);
  return [
    ...illegal.map((terminal): LoopProblem => {
      const path = `stages.${stage}.on.${terminal}`;
      const message = `The stage "${stage}" handles ${terminal}, which is not among its terminals.`;
      return { code: "loop.illegal-handler", path, message, fix: suggest(terminal, rule.terminals), stage, terminal };
    }),
    ...unhandled.map((terminal): LoopProblem => {
      const path = `stages.${stage}.on`;
      const message = `The stage "${stage}" may report ${terminal}, but nothing handles it.`;
      return { code: "loop.unhandled-terminal", path, message, fix: `Add ${terminal} = "<where to go>".`, stage, terminal };
    }),
  ];
}
