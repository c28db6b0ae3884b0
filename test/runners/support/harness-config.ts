import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";

/** The `millrace.toml` with which a mode's stages meet what a bench has prepared. Keys come from the environment. */
export function harnessConfig(mode: string, { runner, env }: Partial<StageRunRequest>): string {
  const quoted = (value: unknown): string => JSON.stringify(value);
  const set = Object.entries(env?.set ?? {}).filter(([name]) => !/KEY/.test(name));
  const keys = Object.keys(env?.set ?? {}).filter((name) => /KEY/.test(name));
  return [
    `[runtime]\nmode = ${quoted(mode)}`,
    `[limits]\nbackoff_seconds = 0.1\nbackoff_ceiling_seconds = 0.5`,
    `[env]\nallow = ${quoted(keys)}\nset = { ${set.map(([name, value]) => `${name} = ${quoted(value)}`).join(", ")} }`,
    `[stage_defaults]\nmodel = ${quoted(runner?.model)}\npermission = ${quoted(runner?.permission)}`,
    `[runners.${runner?.name}]\nargv = ${quoted(runner?.argv)}\nextra_args = ${quoted(runner?.extraArgs ?? [])}\n`,
  ].join("\n\n");
}
