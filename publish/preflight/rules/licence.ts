import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";
import { isTable, type Manifest, readJson } from "../read-json.ts";
import { addedDependencies } from "./added-dependencies.ts";

const spdx = /^\(?[A-Za-z0-9.+-]+\)?(?:\s+(?:OR|AND|WITH)\s+\(?[A-Za-z0-9.+-]+\)?)*$/;
const legal = /^(?:LICEN[CS]E|COPYING|NOTICE)(?:[.-][^/]*)?$/i;

/** Under which licence the product goes, what it takes in under which, and whether the texts that licences ask for stay. */
export function licenceRule({ paths, text, changes, settings }: PreflightFacts): Finding[] {
  const read = paths.includes("package.json") ? readJson(text("package.json").after ?? "{}") : null;
  const named = read && "value" in read && typeof read.value.license === "string" ? read.value.license : null;
  const gone = changes.changes.filter(({ path, after }) => after === null && legal.test(path));
  return [
    ...(named !== null && !/^SEE LICEN[CS]E IN /.test(named) && !spdx.test(named)
      ? [finding("licence.unknown", { path: "package.json", licence: named })]
      : []),
    ...(!paths.some((path) => /^(?:LICEN[CS]E|COPYING)(?:[.-][^/]*)?$/i.test(path)) && named !== "UNLICENSED"
      ? [finding("licence.none")]
      : []),
    ...gone.map(({ path }) => finding("licence.notice", { path })),
    ...ofDependencies(text, settings.licences),
  ];
}

/** npm's lockfile says under which licence each package goes; others do not. */
function ofDependencies(text: PreflightFacts["text"], allowed: readonly string[]): Finding[] {
  const manifest = text("package.json");
  const lock = readJson(text("package-lock.json").after ?? "{}");
  if (manifest.before === null || "problem" in lock || !isTable(lock.value.packages)) return [];
  const packages: Manifest = lock.value.packages;
  return addedDependencies(manifest).flatMap(([dependency]) => {
    const entry = packages[`node_modules/${dependency}`];
    const licence = isTable(entry) && typeof entry.license === "string" ? entry.license : "unknown";
    return allowed.includes(licence) ? [] : [finding("licence.dependency", { dependency, licence })];
  });
}
