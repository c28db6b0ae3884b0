import type { Finding } from "./finding.ts";
import { barrels } from "./rules/barrels.ts";
import { cycles } from "./rules/cycles.ts";
import { forms } from "./rules/forms.ts";
import { importDirection } from "./rules/import-direction.ts";
import { lockfile } from "./rules/lockfile.ts";
import { ownerLock } from "./rules/owner-lock.ts";
import { purity } from "./rules/purity.ts";
import { registryHosts } from "./rules/registry-hosts.ts";
import { runtime } from "./rules/runtime.ts";
import { size } from "./rules/size.ts";
import { testNames } from "./rules/test-names.ts";
import { sourceFile } from "./source-file.ts";

/** What the project's files, given by path and text, do against the rules of the house. */
export function checkHouse(texts: ReadonlyMap<string, string>): Finding[] {
  const sources = [...texts]
    .filter(([path]) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts") && !path.includes("/fixtures/"))
    .map(([path, text]) => sourceFile(path, text));
  return [
    ...[importDirection, cycles, barrels, size, purity, runtime, forms, testNames, ownerLock].flatMap((rule) => rule(sources)),
    ...[lockfile, registryHosts].flatMap((rule) => rule(texts)),
  ];
}
