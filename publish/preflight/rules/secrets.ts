import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** What looks like a secret, with the leaves that operators gave. */
export function secretsRule({ settings, secrets, contents, today }: PreflightFacts): Finding[] {
  const leaves = new Map(settings.allowedSecrets.map((leave) => [leave.fingerprint, leave]));
  const found = secrets.flatMap(({ kind, place, path, fingerprint, rule }) => {
    const leave = leaves.get(fingerprint);
    const about = { kind, place, path, fingerprint };
    if (leave === undefined) return [finding("secrets.found", about, `rule ${rule}, fingerprint ${fingerprint}`)];
    if (leave.until < today) return [finding("secrets.expired", { path, fingerprint, until: leave.until })];
    return [finding("secrets.allowed", { ...about, reason: leave.reason, until: leave.until })];
  });
  const partly = contents.filter((content) => content.partly);
  return [...found, ...partly.map(({ path, size }) => finding("secrets.unscanned", { path, bytes: size }))];
}
