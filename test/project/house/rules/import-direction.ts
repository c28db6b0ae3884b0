import type { Finding } from "../finding.ts";
import type { Import } from "../imports.ts";
import { isLayered, layerOf, layers } from "../layers.ts";
import type { SourceFile } from "../source-file.ts";

/** Imports go from a layer to those that the table allows it, types included. */
export const importDirection = (files: readonly SourceFile[]): Finding[] =>
  files.filter(({ path }) => isLayered(path)).flatMap((file) => [...unplaced(file), ...file.imports.flatMap((one) => crossing(file, one))]);

const rule = "import-direction";

const unplaced = ({ path }: SourceFile): Finding[] =>
  layerOf(path)
    ? []
    : [
        {
          rule,
          file: path,
          line: 0,
          what: "This folder has no place among the layers",
          todo: "Name it in test/project/house/layers.ts, or move the file",
        },
      ];

function crossing(file: SourceFile, one: Import): Finding[] {
  const from = layerOf(file.path);
  if (!from || !one.target) return [];
  const to = layerOf(one.target);
  if (to === from) return [];
  const allowed = layers[from] ?? [];
  if (to && (allowed.includes(to) || (one.typeOnly && allowed.includes(`type ${to}`)))) return [];
  const what = `${from} must not import ${one.target} (${to ?? "no layer"})`;
  const todo =
    to && allowed.includes(`type ${to}`)
      ? `${from} may take types from ${to}: write \`import type\`, or move what it needs down`
      : `Move what is shared down, or hand it in as an argument; ${from} may import ${allowed.join(", ") || "nothing of ours"}`;
  return [{ rule, file: file.path, line: one.line, what, todo }];
}
