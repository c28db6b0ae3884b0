import { defineOperation } from "./define-operation.ts";
import { baselineSchema, importSchema } from "./upgrading/schemas.ts";

export const upgrade = defineOperation({
  name: "upgrade",
  effect: "change",
  scope: "control",
  details:
    "Of a workspace of Millrace 0.5, 0.12 or 0.16 it says what can be carried over, item by item, and what cannot and why; --apply carries it over into a new log and keeps the older tree as it is. Of a workspace of this version it compares the files that init installed with those of this version and keeps every edit. Without --apply nothing is changed.",
  params: {
    apply: { type: "boolean", summary: "Do it" },
    undo: { type: "boolean", summary: "Put back what the newest upgrade replaced, unless work was done since" },
  },
  output: (z) =>
    z.object({
      root: z.string(),
      kind: z
        .enum(["import", "baseline", "unfinished"])
        .describe("An older workspace, one of this version, or an upgrade that a crash cut short"),
      done: z.enum(["preview", "applied", "nothing", "undone"]),
      import: importSchema(z).nullable(),
      baseline: baselineSchema(z).nullable(),
      undone: z.object({ restored: z.array(z.string()), aside: z.string().nullable() }).nullable(),
      notes: z.array(z.string()),
    }),
  example: { apply: true },
  async run(context, { apply, undo }) {
    const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
    if (apply && undo) throw new MillraceError("cli.conflict", { a: "--apply", b: "--undo", command: "upgrade" });
    const { upgradeRoot } = await import("./upgrading/upgrade-root.ts");
    const { readOrder } = await import("../workspace/import/swap-place.ts");
    const { isDamagedOrCurrent } = await import("./upgrading/is-current.ts");
    const { fs } = context.world;
    const root = upgradeRoot(context);
    const { endUpgrade, upgradeImport } = await import("./upgrading/upgrade-import.ts");
    if (readOrder(fs, root) !== null) return await endUpgrade(context, root, apply || undo);
    const { findOlder } = await import("../workspace/import/find-older.ts");
    const older = isDamagedOrCurrent(fs, root) ? null : findOlder(fs, root);
    if (undo) {
      if (older !== null) throw new MillraceError("upgrade.nothing-to-undo");
      const { undoUpgrade } = await import("./upgrading/undo-upgrade.ts");
      return await undoUpgrade(context, root);
    }
    if (older !== null) return await upgradeImport(context, older, apply);
    if (apply) await (await import("../engine/import/carry-over.ts")).clearLeftPlace(context.world, root);
    const { upgradeBaseline } = await import("./upgrading/upgrade-baseline.ts");
    return await upgradeBaseline(context, root, apply);
  },
});
