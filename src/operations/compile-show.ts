import type { StageBinding } from "../plan/frozen-plan.ts";
import { compiledOrThrow } from "./compiled-or-throw.ts";
import { defineOperation } from "./define-operation.ts";
import { sandboxSchema } from "./schemas/sandbox.ts";
import { worstCaseSchema } from "./schemas/worst-case.ts";

export const compileShow = defineOperation({
  name: "compile.show",
  effect: "read",
  scope: "observe",
  details: "What runs would pin, where each value comes from, and the most that work can take.",
  params: { mode: { type: "string", placeholder: "MODE", summary: "A mode in place of the configured one" } },
  output: (z) =>
    z.object({
      hash: z.string(),
      mode: z.string(),
      choice: z
        .object({
          by: z.string(),
          mode: z.string(),
          why: z.string().nullable(),
          passed: z.array(z.object({ mode: z.string(), why: z.string() })),
        })
        .nullable()
        .describe("How the mode was chosen, where one that chooses (auto) is set"),
      loopFor: z.record(z.string(), z.string()),
      bounds: z.record(z.string(), z.number()).describe("Loop → visits of one run at most, as proved"),
      stages: z.array(
        z.object({
          loop: z.string(),
          stage: z.string(),
          verifies: z.boolean(),
          runner: z.string(),
          model: z.string().nullable(),
          permission: z.string().nullable().describe("Of harnesses; millrace doctor says what it allows"),
          structuredResult: z.boolean().describe("Whether the harness holds the agent's last answer to a schema"),
          argv: z.array(z.string()),
          timeoutSeconds: z.number(),
          limits: z
            .object({ tokenLimit: z.number(), costLimitUsd: z.number(), repeatLimit: z.number(), stallSeconds: z.number() })
            .nullable()
            .describe("Of an agent's attempt, 0 for no limit; null for other runners"),
          entrypoint: z.string().nullable(),
          skills: z.array(z.string()),
          sandbox: sandboxSchema(z).nullable().describe("null: only the runtime's user holds it back"),
        }),
      ),
      checks: z.record(z.string(), z.object({ command: z.string(), timeoutSeconds: z.number() })),
      checkSandbox: sandboxSchema(z).nullable(),
      delivery: z.string(),
      policy: z.object({
        maxRuns: z.number(),
        runsPerItem: z.number(),
        attemptsPerDay: z.number().describe("0 for no limit, here and below"),
        tokensPerDay: z.number(),
        usdPerDay: z.number(),
        usdPerItem: z.number(),
      }),
      worstCase: worstCaseSchema(z),
      mainPaths: z.array(z.object({ kind: z.string(), text: z.string() })),
      provenance: z.record(z.string(), z.string()).describe("Key → where its value comes from"),
      warnings: z.array(z.string()),
    }),
  example: {},
  async run(context, { mode }) {
    const { plan, hash, policy, prices, provenance, warnings, choice } = await compiledOrThrow(context, mode);
    const { worstCase } = await import("../plan/worst-case/worst-case.ts");
    const { mainPath } = await import("../plan/main-path.ts");
    const { originText } = await import("../plan/config/origin.ts");
    const { maxRuns, runsPerItem, attemptsPerDay, tokensPerDay = 0, usdPerDay = 0, usdPerItem = 0 } = policy;
    return {
      hash,
      mode: plan.mode,
      choice: choice ?? null,
      loopFor: plan.loopFor,
      bounds: plan.bounds,
      stages: Object.entries(plan.stages).map(([name, binding]) => {
        const { runner, model, argv, permission, structuredResult, timeoutSeconds, entrypoint, skills, sandbox } = binding;
        const [loop = "", stage = ""] = name.split("/");
        const verifies = plan.loops[loop]?.stages[stage]?.verifies === true;
        return {
          loop,
          stage,
          verifies,
          runner,
          model,
          permission: permission ?? null,
          structuredResult: structuredResult === true,
          argv,
          timeoutSeconds,
          limits: limitsOf(binding),
          entrypoint: entrypoint?.path ?? null,
          skills: skills.map(({ path }) => path),
          sandbox: sandbox ?? null,
        };
      }),
      checks: plan.checks,
      checkSandbox: plan.sandbox ?? null,
      delivery: plan.delivery as string,
      policy: { maxRuns, runsPerItem, attemptsPerDay, tokensPerDay, usdPerDay, usdPerItem },
      worstCase: worstCase(plan, policy, prices),
      mainPaths: Object.keys(plan.loopFor).flatMap((kind) => {
        const path = mainPath(plan, kind);
        return path ? [{ kind, text: path.text }] : [];
      }),
      provenance: Object.fromEntries(Object.entries(provenance).map(([key, origin]) => [key, originText(origin)])),
      warnings: warnings.map(({ message }) => message),
    };
  },
});

function limitsOf({ permission, tokenLimit = 0, costLimitUsd = 0, repeatLimit = 0, stallSeconds = 0 }: StageBinding) {
  return permission === undefined ? null : { tokenLimit, costLimitUsd, repeatLimit, stallSeconds };
}
