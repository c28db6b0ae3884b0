import { compileWorkspace } from "../../../engine/compile-workspace.ts";
import { type BoundHarness, boundHarnesses } from "../../../plan/stages/bound-harnesses.ts";
import type { HarnessLook } from "../../../plan/stages/harness-look.ts";
import { lookAtHarness } from "../../../runners/readiness/look-at-harness.ts";
import type { OperationContext } from "../../context.ts";
import { type Finding, fine } from "../finding.ts";
import { ownSandboxFinding } from "./own-sandbox-finding.ts";
import { postureFindings } from "./posture-findings.ts";

/**
 * Whether the agents' harnesses that the plan binds can be started, in which version, whether they have a login and a sandbox,
 * and what they may do at each stage. Asks no model.
 */
export async function harnessFindings({ world, root }: OperationContext): Promise<Finding[]> {
  const compiled = await compileWorkspace(world, root());
  if (!compiled.ok) return []; // told by the plan's own finding
  const found: Finding[] = [];
  for (const bound of boundHarnesses(compiled.plan)) {
    const look = await lookAtHarness(bound, world.env, root());
    if (look.problem !== null) {
      found.push(cannotStart(bound, look.problem));
      continue;
    }
    const sandbox = await ownSandboxFinding(bound, world.env, root());
    found.push(versionFinding(bound, look), loginFinding(bound, look), ...(sandbox ? [sandbox] : []), ...postureFindings(bound));
  }
  return found;
}

function cannotStart({ runner, argv: [program = ""], facts, stages }: BoundHarness, problem: string): Finding {
  return {
    code: "harness",
    level: "error",
    what: `The runner "${runner}" cannot start ${program}: ${problem}`,
    means: `${stages.length === 1 ? "1 stage needs" : `${stages.length} stages need`} it. Install it, or name it: argv = ["/path/to/${facts.program}"] under [runners.${runner}]`,
    command: facts.install,
  };
}

function versionFinding({ runner, argv, facts }: BoundHarness, { version }: HarnessLook): Finding {
  const [program = ""] = argv;
  if (facts.tried === null) return fine("harness", `${runner} starts ${argv.join(" ")}: ${version}`);
  if (version?.includes(facts.tried)) return fine("harness", `${program}: ${version}, the version that was tried`);
  return {
    code: "harness",
    level: "note",
    what: `${program}: ${version}; this version was not tried, ${facts.tried} was`,
    means: "It may write other events, or know other options. A task shows; with the one that was tried it is known",
    command: facts.install,
  };
}

function loginFinding({ runner, argv: [program = ""], facts }: BoundHarness, { login, loginDetail }: HarnessLook): Finding {
  if (login === "yes") return fine("harness", `${program} has a login: ${loginDetail}`);
  if (login === "unknown") {
    const means = "Whether its model answers, a request would show";
    return { code: "harness", level: "note", what: `${program}: ${loginDetail}`, means, command: "millrace doctor --probe" };
  }
  return {
    code: "harness",
    level: "error",
    what: `${program} has no login: ${loginDetail}`,
    means: `Each stage of "${runner}" would end with auth. Log in, or have its key in the environment of millrace: ${keysOf(facts.variables)} come along by themselves, others by env.allow`,
    command: facts.logIn,
  };
}

function keysOf(variables: readonly string[]): string {
  return variables.filter((name) => /KEY|TOKEN/.test(name)).join(", ");
}
