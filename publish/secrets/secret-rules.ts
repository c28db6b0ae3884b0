import type { SecretRule } from "./secret-rule.ts";

const token = (rule: string, kind: string, pattern: RegExp): SecretRule => ({ rule, kind, pattern });

/**
 * Tokens that say by their beginning what they are; the forms are those that their issuers publish. They are looked for in
 * every view of a text, so each must be too odd to come about by chance. `@secretlint` knows more of some of them; it sees
 * the plain text alone.
 */
export const secretRules: readonly SecretRule[] = [
  token("aws-key-id", "An AWS access key id", /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g),
  token(
    "aws-secret",
    "An AWS secret key",
    /aws[\w.-]{0,20}secret[\w.-]{0,20}\\?["']?\s*[:=]\s*\\?["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/gi,
  ),
  token("github", "A GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/g),
  token("gitlab", "A GitLab token", /\bgl(?:pat|dt|rt|ptt|soat)-[A-Za-z0-9_-]{20,}/g),
  token("slack", "A Slack token", /\bxox[abposr]-(?:\d+-)?[A-Za-z0-9-]{20,}/g),
  token("slack-webhook", "A Slack webhook", /\bhooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]{6,}\/[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/g),
  token("discord-webhook", "A Discord webhook", /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[\w-]{50,}/g),
  token("stripe", "A Stripe key", /\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}/g),
  token("google-api", "A Google API key", /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g),
  token("google-oauth", "A Google OAuth secret", /\bGOCSPX-[A-Za-z0-9_-]{28}/g),
  token("openai", "An OpenAI key", /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}/g),
  token("openai-like", "A key of the form sk-", /(?<![\w-])sk-[A-Za-z0-9]{40,}\b/g),
  token("anthropic", "An Anthropic key", /\bsk-ant-[a-z]+\d{2}-[A-Za-z0-9_-]{60,}/g),
  token("huggingface", "A Hugging Face token", /\bhf_[A-Za-z]{34}\b/g),
  token("npm", "An npm token", /\bnpm_[A-Za-z0-9]{36}\b/g),
  token("pypi", "A PyPI token", /\bpypi-AgE[A-Za-z0-9_-]{50,}/g),
  token("sendgrid", "A SendGrid key", /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/g),
  token("twilio", "A Twilio key", /\bSK[0-9a-f]{32}\b/g),
  token("telegram", "A Telegram bot token", /\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/g),
  token("digitalocean", "A DigitalOcean token", /\bdo[opr]_v1_[0-9a-f]{64}\b/g),
  token("shopify", "A Shopify token", /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g),
  token("linear", "A Linear key", /\blin_(?:api|oauth)_[A-Za-z0-9]{32,}/g),
  token("databricks", "A Databricks token", /\bdapi[0-9a-f]{32}\b/g),
  token("azure-storage", "An Azure storage key", /AccountKey=([A-Za-z0-9+/]{86}==)/g),
  token("age", "An age identity", /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g),
  token("jwt", "A signed token (JWT)", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/g),
  token(
    "private-key",
    "A private key",
    /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\[rn]|[\s"'+,\\])*(?:(?:Proc-Type|DEK-Info|Version|Comment)[^\n]*\s+)*([A-Za-z0-9+/=]{40,})/g,
  ),
  token("putty-key", "A PuTTY private key", /\bPuTTY-User-Key-File-\d: [\s\S]{1,2000}?Private-Lines: \d+\s+([A-Za-z0-9+/=]{40,})/g),
  token("netrc", "A password of a .netrc", /\bmachine\s+\S+\s+login\s+\S+\s+password\s+([^\s"'`<>${}]{8,200})/g),
  token(
    "password-in-url",
    "A password in a URL",
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`<>$(){}]{1,100}:([^\s:/@"'`<>$(){}]{8,100})@[\w.-]+\.[\w.-]+/gi,
  ),
];
