import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

export type Tier = "unit" | "int" | "harness" | "sim" | "e2e";

/** The test files of some tiers, as paths from the root; with filters, those whose path contains any of them. */
export function findTests(tiers: readonly Tier[], filters: readonly string[]): string[] {
  return readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((path) => `test/${path.replaceAll("\\", "/")}`)
    .filter((path) => !/\/(node_modules|fixtures)\//.test(path))
    .filter((path) => tiers.some((tier) => path.endsWith(`.${tier}.test.ts`)))
    .filter((path) => filters.length === 0 || filters.some((part) => path.includes(part)))
    .sort();
}
