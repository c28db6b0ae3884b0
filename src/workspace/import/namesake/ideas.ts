import { emptyFields } from "../../../work/empty-fields.ts";
import { firstHeading } from "../../../work/lines.ts";
import type { OlderItem } from "../older-workspace.ts";
import type { TreeReader } from "../tree-reader.ts";

/** Ideas lie outside of the tree, in `ideas/inbox` of the workspace, and stay there when a spec was made of them. */
export function readIdeas(reader: TreeReader, documents: readonly OlderItem[]): OlderItem[] {
  return reader.documentsAt("ideas/inbox").map(({ name, path, text }) => {
    const id = name.slice(0, -3);
    const specs = documents.filter(({ kind }) => kind === "spec");
    const spec =
      specs.find(({ text: one }) => names(one, "Source-ID", id)) ?? specs.find(({ text: one }) => names(one, "Root-Idea-ID", id));
    return {
      kind: "idea",
      phase: spec ? "done" : "queued",
      id,
      path,
      text,
      fields: emptyFields((firstHeading(text.split(/\r?\n/)) ?? id).slice(0, 300)),
      reason: spec ? `spec "${spec.id}" was made of it` : null,
      by: null,
      at: null,
    };
  });
}

function names(spec: string, label: string, idea: string): boolean {
  return spec.split(/\r?\n/).some((line) => {
    const [found = "", ...rest] = line.split(":");
    const named = rest.join(":").trim();
    return found === label && (named === idea || named === `idea-${idea}`);
  });
}
