import type { compileShow } from "../../operations/compile-show.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

type Plan = OutputOf<typeof compileShow>;
type Sandbox = NonNullable<Plan["checkSandbox"]>;

/** The sandboxes of a plan, each with those that run in it; nothing where there is none. */
export function sandboxLines({ stages, checkSandbox }: Pick<Plan, "stages" | "checkSandbox">, paper: Paper): string[] {
  const all = [
    ...stages.map(({ loop, stage, sandbox }) => ({ name: `${loop}/${stage}`, sandbox })),
    { name: "checks", sandbox: checkSandbox },
  ];
  const groups = new Map<string, { sandbox: Sandbox; names: string[] }>();
  for (const { name, sandbox } of all) {
    if (sandbox === null) continue;
    const key = JSON.stringify(sandbox);
    const group = groups.get(key) ?? { sandbox, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  const rows = [...groups.values()].map(({ sandbox, names }) => [
    names.length === all.length ? "all stages and checks" : names.join(" "),
    sandbox.workspace,
    [...sandbox.write, ...sandbox.homes.map(({ otherwise }) => otherwise)].join(" ") || "nothing",
    sandbox.hide.join(" ") || "nothing",
    typeof sandbox.network === "string" ? sandbox.network : sandbox.network.join(" "),
  ]);
  return rows.length === 0 ? [] : ["", ...table(["sandbox of", "workspace", "writes beside it", "does not see", "network"], rows, paper)];
}
