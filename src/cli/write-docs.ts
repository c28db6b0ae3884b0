import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { standardOutput } from "../kernel/real/output.ts";
import { documents } from "./docs/documents.ts";

// Writes the documents of docs/ that are made from the code anew: bun src/cli/write-docs.ts
const root = join(import.meta.dirname, "../..");
for (const [path, text] of Object.entries(await documents())) {
  writeFileSync(join(root, path), text);
  standardOutput.write(`${path}\n`);
}
