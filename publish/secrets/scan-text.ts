import { sha256 } from "../../src/kernel/sha256.ts";
import type { FoundSecret } from "./found-secret.ts";
import { lintSecrets } from "./lint-secrets.ts";
import { looksRandom } from "./looks-random.ts";
import { secretRules } from "./secret-rules.ts";
import { viewsOf } from "./views.ts";

/** A text that would be published. */
export interface ScannedText {
  text: string;
  /** The file that it is in or is the name of; null for messages and authors. */
  path: string | null;
  /** For people, e.g. `"src/a.ts"` or `the message of commit 1a2b3c4`. */
  place: string;
}

/** A name that says that its value is a secret, and the value. */
const assigned =
  /(?:^|[^A-Za-z0-9])[\w.-]{0,40}(?:secret|token|passw(?:or)?d|passphrase|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|auth[-_.]?key)[\w.-]{0,20}["']?\s*(?::|=>|=|:=)\s*["'`]?([A-Za-z0-9+/_.~!@#%^&*-]{20,200}={0,2})/gi;
/** What a request proves itself by. */
const authorization = /\bAuthorization["']?\s*[:=,]\s*["'`]?(Basic|Bearer|token)\s+([A-Za-z0-9+/_.~-]{16,400}={0,2})/gi;
/** Files of hashes: nothing in them is guessed by its looks. */
const hashFiles =
  /(?:^|\/)(?:bun\.lock|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|deno\.lock|Cargo\.lock|go\.sum|poetry\.lock|composer\.lock|Gemfile\.lock)$/;

/**
 * Everything in a text that looks like a secret: by `@secretlint`'s recommended rules on the plain text, by the forms of
 * tokens also where they are split or encoded, and by a value that is random under a telling name. `onValue` hears what of
 * the text must not be shown.
 */
export async function scanText({ text, path, place }: ScannedText, onValue?: (value: string) => void): Promise<FoundSecret[]> {
  const found = new Map<string, FoundSecret>();
  const note = (rule: string, kind: string, value: string, line: number | null) => {
    const fingerprint = sha256(`${rule}\0${path ?? ""}\0${value}`).slice(0, 16);
    const where = line === null ? place : `${place}, line ${line}`;
    // What is not there letter for letter, but split or encoded, takes the whole text with it.
    onValue?.(text.includes(value) ? value : text);
    if (!found.has(value)) found.set(value, { rule, kind, place: where, path, line, fingerprint });
  };
  for (const view of viewsOf(text)) {
    for (const { rule, kind, pattern } of secretRules) {
      for (const match of view.text.matchAll(pattern)) {
        const value = match[1] ?? match[0];
        if (!isStandIn(value)) note(rule, kind, value, view.lineOf(match.index + match[0].indexOf(value)));
      }
    }
    if (!view.plain) continue;
    for (const { rule, kind, from, to } of await lintSecrets(text)) {
      const value = text.slice(from, to);
      if (!isStandIn(value)) note(rule, kind, value, view.lineOf(from));
    }
    for (const match of text.matchAll(authorization)) {
      const [, scheme = "", value = ""] = match;
      if (scheme.toLowerCase() === "basic" ? isCredential(value) : looksRandom(value))
        note("authorization", "Credentials of a request", value, view.lineOf(match.index + match[0].lastIndexOf(value)));
    }
    if (path !== null && hashFiles.test(path)) continue;
    for (const match of text.matchAll(assigned)) {
      const value = match[1] ?? "";
      if (looksRandom(value))
        note("random-value", "A random value under a telling name", value, view.lineOf(match.index + match[0].lastIndexOf(value)));
    }
  }
  return [...found.values()];
}

/** A name and a password that nobody would make up for an example. */
function isCredential(encoded: string): boolean {
  const plain = Buffer.from(encoded, "base64").toString();
  const password = plain.slice(plain.indexOf(":") + 1);
  return plain.includes(":") && looksRandom(password, 12);
}

/** Issuers mark the tokens of their own documentation so, and writers of examples their passwords. */
const isStandIn = (value: string): boolean =>
  !value.includes("PRIVATE KEY") &&
  (/EXAMPLE|(.)\1{9,}/i.test(value) || /(?:^|:)(?:password|passwd|secret|changeme|hunter2)(?:@|$)/i.test(value));
