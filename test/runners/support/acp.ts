import type { HarnessBench } from "../harness-contract.ts";
import { claudeBench } from "./claude.ts";
import { harnessProgram } from "./harness-program.ts";

/** The real claude behind a real agent that speaks the Agent Client Protocol, with a model that follows a script. */
export async function acpBench(program: string): Promise<HarnessBench> {
  const bench = await claudeBench(harnessProgram("claude") ?? "claude");
  return {
    ...bench,
    meets(...turns) {
      const { env, ...changes } = bench.meets(...turns);
      const set = { ...env?.set, CLAUDE_CODE_EXECUTABLE: harnessProgram("claude") ?? "", ANTHROPIC_MODEL: "scripted-model" };
      return {
        ...changes,
        // Of effort this version of the agent lets nobody choose.
        runner: { name: "acp", argv: [program], model: "scripted-model", permission: "elevated" },
        env: { allow: [], ...env, set },
      };
    },
  };
}
