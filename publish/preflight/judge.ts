import type { Severity } from "./catalogue-entry.ts";
import type { PreflightFacts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { baseRule } from "./rules/base.ts";
import { commitsRule } from "./rules/commits.ts";
import { identityRule } from "./rules/identity.ts";
import { licenceRule } from "./rules/licence.ts";
import { productRule } from "./rules/product.ts";
import { repositoryRule } from "./rules/repository.ts";
import { scopeRule } from "./rules/scope.ts";
import { secretsRule } from "./rules/secrets.ts";
import { sizeRule } from "./rules/size.ts";
import { supplyChainRule } from "./rules/supply-chain.ts";
import { tagRule } from "./rules/tag.ts";
import { treeRule } from "./rules/tree.ts";
import { workRule } from "./rules/work.ts";

const rules = [
  repositoryRule,
  baseRule,
  treeRule,
  scopeRule,
  sizeRule,
  secretsRule,
  identityRule,
  commitsRule,
  tagRule,
  productRule,
  licenceRule,
  supplyChainRule,
  workRule,
];
const order: Readonly<Record<Severity, number>> = { block: 0, warn: 1, pass: 2 };

/** Secrets are let out one by one, by their fingerprint, and never by rule. */
function asRuled(found: Finding, ruled: PreflightFacts["settings"]["rules"]): Finding[] {
  const severity = found.code.startsWith("secrets.") ? undefined : ruled[found.code];
  if (severity === undefined || found.severity === "pass") return [found];
  return severity === "off" ? [] : [{ ...found, severity }];
}

/** Applies every rule, and gives all that was found at once: what blocks first. Pure. */
export function judge(facts: PreflightFacts): Finding[] {
  const found = rules.flatMap((rule) => rule(facts)).flatMap((one) => asRuled(one, facts.settings.rules));
  return found.sort((a, b) => order[a.severity] - order[b.severity]);
}
