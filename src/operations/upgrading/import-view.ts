import type { Kept } from "../../engine/import/import-events.ts";
import type { ImportPlan } from "../../engine/import/import-plan.ts";

/** An import as people and programs see it; without `kept` it is a preview. */
export function importView(plan: ImportPlan, kept: Kept | null) {
  const { line, paused, settings, left } = plan;
  return {
    line: line as string,
    original: kept?.original ?? null,
    config: kept?.config ?? null,
    paused,
    items: plan.items.map(({ id, kind, fields, from, phase, reason, held, counters }) => ({
      id,
      was: from.id === id ? null : from.id,
      kind: kind as string,
      title: fields.title,
      from: from.phase,
      phase: phase as string,
      path: from.path,
      reason,
      commands: fields.run.length + fields.fix.length + fields.checks.length,
      held,
      counters,
      dependsOn: fields.dependsOn,
    })),
    runs: plan.runs.map(({ id, item, outcome, reason, stages, directory }) => ({
      id,
      item,
      outcome: outcome as string,
      reason,
      stages,
      directory,
    })),
    settings: settings.map(({ from, to, value, note }) => ({
      from,
      to,
      value: typeof value === "object" && value !== null ? [...value] : value,
      note,
    })),
    left: left.map(({ path, why }) => ({ path, why })),
  };
}

export type ImportView = ReturnType<typeof importView>;
