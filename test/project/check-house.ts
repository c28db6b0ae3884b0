import { join } from "node:path";
import process from "node:process";
import { showFinding } from "./house/finding.ts";
import { checkHouse } from "./house/house.ts";
import { projectFiles } from "./house/project-files.ts";

// bun test/project/check-house.ts: prints what breaks a rule of the house, and exits with 1 if anything does.
const files = projectFiles(join(import.meta.dirname, "..", ".."));
const findings = checkHouse(files);
for (const finding of findings) console.log(showFinding(finding));
console.log(`${findings.length === 0 ? "The house is in order" : `${findings.length} findings`} (${files.size} files)`);
process.exitCode = findings.length === 0 ? 0 : 1;
