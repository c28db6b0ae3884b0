import { dirname, resolve } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
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
  refusePlace(world.fs, file, html === undefined ? "--bundle" : "--html");
  if (bundle !== undefined)
    return {
      file,
      form: "bundle" as const,
      ...writeBundle(world, root, asked === undefined ? null : resolveRun(world, root, asked), file),
    };
  return {
    file,
    form: "html" as const,
    lacking: [],
    ...(asked === undefined ? exportAll(world, root, file) : exportRun(world, root, eventsOfAsked(world, root, asked), file)),
  };
}

function refusePlace(fs: Fs, file: string, name: string): void {
  const refused = (expected: string): MillraceError =>
    new MillraceError("cli.bad-value", { name, value: file, expected, command: "export" });
  if (fs.facts(file)?.kind === "directory") throw refused("it takes a file, and that is a directory");
  const kind = fs.facts(dirname(file))?.kind;
  if (kind !== "directory" && kind !== "symlink") throw refused(`there is no directory ${dirname(file)}`);
}
