import { loadLinter } from "./load-linter.ts";

/** What `@secretlint` found, by its place in the text. */
export interface LintedSecret {
  rule: string;
  kind: string;
  from: number;
  to: number;
}

const PRESET = "@secretlint/secretlint-rule-preset-recommend";

/** Runs the recommended rules of `@secretlint` over a text, in this process. */
export async function lintSecrets(text: string): Promise<LintedSecret[]> {
  const { lintSource, creator } = await loadLinter();
  const source = { content: text, filePath: "text", ext: "", contentType: "text" as const };
  const { messages } = await lintSource({ source, options: { config: { rules: [{ id: PRESET, rule: creator }] }, maskSecrets: true } });
  return messages.flatMap(({ type, ruleId, messageId, range: [from, to] }) => {
    if (type !== "message") return [];
    const rule = ruleId.replace(/^@secretlint\/secretlint-rule-/, "");
    return [{ rule, kind: `A secret (${rule}: ${messageId})`, from, to }];
  });
}
