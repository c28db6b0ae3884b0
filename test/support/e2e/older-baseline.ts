import { createHash } from "node:crypto";
import type { Workspace } from "./workspace.ts";

const FILE = "millrace-agents/.gitignore";

/** Makes a workspace look as if an older version, which had one line less in a file, had installed it. */
export function pretendOlderBaseline(workspace: Workspace): void {
  const baseline = JSON.parse(workspace.read("millrace-agents/baseline.json")) as {
    product: string;
    files: { path: string; sha256: string; text: string }[];
  };
  const file = baseline.files.find(({ path }) => path === FILE);
  if (!file) throw new Error(`${FILE} was not installed`);
  file.text = `${file.text.trimEnd().split("\n").slice(0, -1).join("\n")}\n`;
  file.sha256 = createHash("sha256").update(file.text).digest("hex");
  workspace.write("millrace-agents/baseline.json", JSON.stringify({ ...baseline, product: "millrace 0.9.0" }));
  workspace.write(FILE, file.text);
}
