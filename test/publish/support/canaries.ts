/** Text of a kind of character, the same at each call, and unlike any real secret. */
function made(alphabet: string, length: number, salt: number): string {
  let state = 0x9e3779b9 ^ salt;
  let text = "";
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[(state >>> 8) % alphabet.length];
  }
  return text;
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const digits = "0123456789";
const mixed = lower + upper + digits;
const hex = "0123456789abcdef";
const url = `${mixed}-_`;

/** Made-up secrets of many kinds, put together here so that none of them stands in this repository. */
export const canaries: Readonly<Record<string, string>> = {
  "aws-key-id": `AK${"IA"}${made(`${upper}234567`, 16, 1)}`,
  "aws-secret": `aws_${"secret"}_access_key = "${made(mixed, 40, 2)}"`,
  github: `gh${"p_"}${made(mixed, 36, 3)}`,
  "github-fine": `github${"_pat_"}${made(mixed, 22, 4)}_${made(mixed, 59, 5)}`,
  gitlab: `gl${"pat-"}${made(mixed, 20, 6)}`,
  slack: `xo${"xb-"}${made(digits, 12, 7)}-${made(digits, 12, 8)}-${made(mixed, 24, 9)}`,
  "slack-webhook": `https://hooks.${"slack"}.com/services/T${made(upper, 9, 10)}/B${made(upper, 9, 11)}/${made(mixed, 24, 12)}`,
  stripe: `sk${"_live_"}${made(mixed, 24, 13)}`,
  "google-api": `AI${"za"}${made(url, 35, 14)}`,
  anthropic: `sk-${"ant"}-api03-${made(url, 80, 15)}AA`,
  openai: `sk-${"proj"}-${made(mixed, 40, 16)}T3Blbk${"FJ"}${made(mixed, 40, 17)}`,
  huggingface: `hf${"_"}${made(lower + upper, 34, 18)}`,
  npm: `npm${"_"}${made(mixed, 36, 19)}`,
  pypi: `pypi-${"AgE"}${made(url, 70, 20)}`,
  sendgrid: `SG${"."}${made(mixed, 22, 21)}.${made(mixed, 43, 22)}`,
  digitalocean: `dop${"_v1_"}${made(hex, 64, 23)}`,
  shopify: `shp${"at_"}${made(hex, 32, 24)}`,
  linear: `lin${"_api_"}${made(mixed, 40, 25)}`,
  telegram: `${made("123456789", 10, 26)}:${"AA"}${made(url, 33, 27)}`,
  jwt: `ey${"J"}${made(url, 30, 28)}.ey${"J"}${made(url, 60, 29)}.${made(url, 43, 30)}`,
  "azure-storage": `DefaultEndpointsProtocol=https;Account${"Key"}=${made(mixed, 86, 31)}==`,
  "private-key": `-----BEGIN ${"RSA PRIVATE"} KEY-----\n${made(mixed, 64, 32)}\n${made(mixed, 64, 33)}\n-----END ${"RSA PRIVATE"} KEY-----`,
  "openssh-key": `-----BEGIN ${"OPENSSH PRIVATE"} KEY-----\n${made(mixed, 70, 34)}\n-----END ${"OPENSSH PRIVATE"} KEY-----`,
  "password-in-url": `https://deploy:${made(mixed, 20, 35)}@git.internal.net/team/app`,
  "database-url": `postgres://app:${made(mixed, 18, 36)}@db.internal.net:5432/app`,
};
