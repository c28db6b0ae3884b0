import { resolve } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import { eventsOfAsked } from "./events-of-asked.ts";
import { exportAll, exportRun } from "./export-html.ts";
import { resolveRun } from "./resolve-run.ts";
import { writeBundle } from "./write-bundle.ts";

interface Asked {
  run: string | undefined;
  all: boolean;
  html: string | undefined;
  bundle: string | undefined;
}

/** Writes what is asked for. Throws `cli.missing` and `cli.conflict` for half or double orders. */
export function performExport({ world, root: find, directory }: OperationContext, { run: asked, all, html, bundle }: Asked) {
  const command = "export";
  if (html !== undefined && bundle !== undefined) throw new MillraceError("cli.conflict", { a: "--html", b: "--bundle", command });
  const name = html ?? bundle;
  if (name === undefined) throw new MillraceError("cli.missing", { name: "--html FILE or --bundle FILE", command });
  if (all && asked !== undefined) throw new MillraceError("cli.conflict", { a: "RUN", b: "--all", command });
  if (!all && asked === undefined) throw new MillraceError("cli.missing", { name: "RUN or --all", command });
  const root = find();
  const file = resolve(directory ?? root, name);
  if (bundle !== undefined)
    return {
      file,
      form: "bundle" as const,
      ...writeBundle(world, root, asked === undefined ? null : resolveRun(world, root, asked), file),
    };
  return {
    file,
    form: "html" as const,
    ...(asked === undefined ? exportAll(world, root, file) : exportRun(world, root, eventsOfAsked(world, root, asked), file)),
  };
}
