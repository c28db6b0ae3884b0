import { defineOperation } from "./define-operation.ts";

export const workspaceInit = defineOperation({
  name: "workspace.init",
  effect: "change",
  scope: "control",
  details:
    "Makes what is missing and overwrites nothing, so that it can be repeated. A new millrace.toml names the mode of the first harness that is installed and has a login (codex, claude, pi), or else none, so that scripted work is done; it says which and why. With --force it also makes a workspace inside another one, and makes millrace.ts anew where it runs another Millrace and nobody has edited it; what an operator wrote stays in any case.",
  params: {
    directory: { type: "string", positional: 0, placeholder: "DIR", summary: "Where; the current directory when absent" },
    force: { type: "boolean", summary: "Inside another workspace too, and with a millrace.ts of this Millrace" },
    mode: { type: "string", placeholder: "MODE", summary: "The mode that a new millrace.toml names, in place of the one that is ready" },
  },
  output: (z) =>
    z.object({
      root: z.string(),
      created: z.boolean().describe("Whether its event log was made now"),
      made: z.array(z.string()),
      kept: z.array(z.object({ path: z.string(), why: z.string() })),
      chosen: z
        .object({ mode: z.string(), why: z.string() })
        .nullable()
        .describe("The mode that was chosen because nobody named one; null where one was named, or millrace.toml was there"),
    }),
  example: { directory: "my-project", mode: "default_shell" },
  async run(context, { directory, force, mode }) {
    const { basename, join, resolve } = await import("node:path");
    const { unwrap } = await import("../kernel/errors/result.ts");
    const { planInit } = await import("../workspace/init/plan-init.ts");
    const { applyInit } = await import("../workspace/init/apply-init.ts");
    const { outerWorkspace } = await import("../workspace/init/outer-workspace.ts");
    const { createWorkspace } = await import("../engine/create-workspace.ts");
    const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
    const { findOlder } = await import("../workspace/import/find-older.ts");
    const { configFiles } = await import("../plan/config/load-config.ts");
    const { defaults } = await import("../plan/config/defaults.ts");
    const { writeBaseline } = await import("../workspace/baseline/write-baseline.ts");
    const { world, entry } = context;
    const root = directory === undefined && context.named !== null ? context.named : resolve(context.directory ?? "/", directory ?? ".");
    const older = findOlder(world.fs, root);
    if (older !== null) throw new MillraceError("upgrade.older-workspace", { root, line: older.line });
    const outer = force ? null : outerWorkspace(world.fs, root);
    if (outer !== null) throw new MillraceError("workspace.nested", { path: root, outer });
    const asked = unwrap(planInit(world.fs, root, { mode, entry, force }));
    const hasConfig = configFiles.some((path) => world.fs.facts(join(root, path)) !== null);
    const chosen = mode !== undefined || hasConfig ? null : await (await import("./plan/ready-mode.ts")).readyMode(world, root);
    // The one that needs no harness is the default, which need not be written down.
    const named = chosen === null || chosen.mode === defaults["runtime.mode"].value ? mode : chosen.mode;
    const plan = named === mode ? asked : unwrap(planInit(world.fs, root, { mode: named, entry, force }));
    const { made, kept } = applyInit(world.fs, plan);
    const created = await createWorkspace(world, root, basename(root) || "workspace");
    if (created) writeBaseline(world.fs, root, { mode: named, entry });
    return { root, created, made, kept, chosen };
  },
});
