import { lineOf } from "../work/toml/key-lines.ts";
import { defaults, type SettingKey } from "./config/defaults.ts";
import { setting } from "./config/setting.ts";
import type { FrozenPlan, PlannedCheck, StageBinding } from "./frozen-plan.ts";
import type { CompiledLoops } from "./loops/compile-loops.ts";
import { bindSandbox } from "./sandbox/bind-sandbox.ts";
import type { BindContext } from "./stages/bind-context.ts";
import type { StagePlace } from "./stages/bind-stage.ts";
import { writesReportOnly } from "./stages/writes-report-only.ts";

/** Puts the plan together and notes where its settings came from. Stages that cannot be bound are left out. */
export function assemblePlan(
  context: BindContext,
  { loops, bounds }: Pick<CompiledLoops, "loops" | "bounds">,
  bind: (place: StagePlace) => StageBinding | null,
): FrozenPlan {
  const { config, mode, provenance } = context;
  const sandbox = bindSandbox(context, { layers: [], where: "sandbox", workspace: "write", homes: [] });
  const stages: Record<string, StageBinding> = {};
  for (const frozen of Object.values(loops)) {
    for (const stage of Object.keys(frozen.stages)) {
      const { id: loop, plane } = frozen;
      const binding = bind({ plane, loop, stage, reportOnly: writesReportOnly(frozen, stage) });
      if (binding) stages[`${loop}/${stage}`] = binding;
    }
  }
  for (const [kind] of Object.entries(mode.values.loops)) provenance[`loopFor.${kind}`] = { from: "mode", mode: mode.id };
  for (const key of Object.keys(defaults) as SettingKey[]) {
    if (!key.startsWith("stage_defaults.") && key !== "runtime.mode") provenance[key] = setting(config, key).origin;
  }
  const seconds = (key: "limits.backoff_seconds" | "limits.backoff_ceiling_seconds") => Math.round(setting(config, key).value * 1000);
  return {
    schema: "millrace.plan.v1",
    mode: mode.id,
    loopFor: { ...mode.values.loops },
    loops,
    bounds,
    stages,
    checks: checksOf({ config, provenance }),
    checkTimeoutSeconds: setting(config, "limits.check_timeout_seconds").value,
    delivery: config.values.delivery?.kind ?? defaults["delivery.kind"].value,
    evidence: {
      protected: [...setting(config, "evidence.protected").value],
      protectedBlocks: setting(config, "evidence.protected_blocks").value,
      outsideBlocks: setting(config, "evidence.outside_blocks").value,
    },
    env: { allow: [...setting(config, "env.allow").value] },
    ...(sandbox === null ? {} : { sandbox }),
    limits: {
      retriesPerVisit: setting(config, "limits.retries_per_visit").value,
      interruptionsPerVisit: setting(config, "limits.interruptions_per_visit").value,
      backoffMillis: seconds("limits.backoff_seconds"),
      backoffCeilingMillis: seconds("limits.backoff_ceiling_seconds"),
    },
  };
}

function checksOf({ config, provenance }: Pick<BindContext, "config" | "provenance">): Record<string, PlannedCheck> {
  const usual = setting(config, "limits.check_timeout_seconds").value;
  const checks: Record<string, PlannedCheck> = {};
  for (const [name, { command, timeout_seconds }] of Object.entries(config.values.checks ?? {})) {
    checks[name] = { command, timeoutSeconds: timeout_seconds ?? usual };
    provenance[`checks.${name}`] = { from: "file", file: config.file ?? "", line: lineOf(config.lines, ["checks", name]) };
  }
  return checks;
}
