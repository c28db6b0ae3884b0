import type { Environment } from "./child-environment.ts";

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW(OR)?D|PASSPHRASE|CREDENTIAL|AUTH$|COOKIE|PRIVATE|(^|_)PAT($|_)|DSN$/i;
const SHORTEST_SECRET = 6;

/** Forms by which well-known services write their secrets. */
const patterns: readonly (readonly [kind: string, form: RegExp])[] = [
  ["private-key", /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g],
  ["jwt", /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g],
  ["api-key", /\b(?:sk|rk|pk)[-_][A-Za-z0-9][\w-]{15,}/g],
  ["git-token", /\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,})/g],
  ["chat-token", /\bxox[abeoprs]-[\w-]{10,}/g],
  ["cloud-key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}/g],
  ["registry-token", /\bnpm_[A-Za-z0-9]{30,}/g],
  ["bearer", /(?<=\b(?:[Bb]earer|[Bb]asic)\s+)[\w.~+/-]{12,}=*/g],
  ["url-password", /(?<=\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g],
  ["assigned", /(?<=\b\w*(?:api_?key|token|secret|password|passwd)\w*\s*["']?\s*[=:]\s*["']?)[^\s"'[\],;]{8,}/gi],
];

/**
 * A function that replaces secrets by `[redacted:<kind>]`: the values of those variables in `env` whose names speak of
 * secrets (kind `env:<name>`), and what has the form of a well-known token.
 */
export function createRedactor(env: Environment): (text: string) => string {
  const known = Object.entries(env)
    .filter((entry): entry is [string, string] => SECRET_NAME.test(entry[0]) && (entry[1] ?? "").length >= SHORTEST_SECRET)
    .sort(([, a], [, b]) => b.length - a.length);
  return (text) => {
    let safe = text;
    for (const [name, value] of known) safe = safe.replaceAll(value, `[redacted:env:${name}]`);
    for (const [kind, form] of patterns) safe = safe.replace(form, `[redacted:${kind}]`);
    return safe;
  };
}
