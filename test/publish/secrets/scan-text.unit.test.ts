import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { FoundSecret } from "../../../publish/secrets/found-secret.ts";
import { scanText } from "../../../publish/secrets/scan-text.ts";
import { canaries } from "../support/canaries.ts";

const scan = (text: string, path = "src/config.ts"): Promise<FoundSecret[]> => scanText({ text, path, place: `"${path}"` });
const around = (value: string) => `// one\n// two\nconst value = ${JSON.stringify(value).replaceAll("\\n", "\n")};\n// four\n`;

/** Pieces of 12 characters. */
const pieces = (value: string): string[] => value.match(/[\s\S]{1,12}/g) ?? [];

/** The third character, and what is no letter or digit, escaped. */
const escaped = (value: string, by: (code: string) => string): string =>
  value.replace(/[^A-Za-z0-9\n]|(?<=^..)./g, (character) => by(character.charCodeAt(0).toString(16)));

/** How a secret is hidden; each must be seen through. A key in lines of its own is not one token to be split. */
const hidden: Readonly<Record<string, (value: string) => string>> = {
  "in a text": around,
  "in base64": (value) => `data: ${Buffer.from(`user ${value} end`).toString("base64")}\n`,
  "in base64 twice": (value) => `x = "${Buffer.from(Buffer.from(`k ${value} e`).toString("base64")).toString("base64")}"\n`,
  "in hexadecimal": (value) => `data: ${Buffer.from(`user ${value} end`).toString("hex")}\n`,
  "with escapes of a program": (value) => `x = "${escaped(value, (code) => `\\u00${code}`)}"\n`,
  "with escapes of a URL": (value) => `see ?x=${escaped(value, (code) => `%${code}`)}\n`,
  "in pieces put together with +": (value) =>
    `const a =\n  ${pieces(value)
      .map((piece) => JSON.stringify(piece))
      .join(" +\n  ")};\n`,
  "in continued lines": (value) => `export A=${pieces(value).join("\\\n")}\n`,
  "in wrapped lines": (value) => `token:\n    ${pieces(value).join("\n    ")}\n`,
};

describe("scanText()", () => {
  for (const [kind, value] of Object.entries(canaries)) {
    for (const [how, hide] of Object.entries(hidden)) {
      if (value.includes("\n") && (how.includes("lines") || how.includes("pieces"))) continue;
      it(`finds ${kind} ${how}`, async () => assert.notDeepEqual(await scan(hide(value)), []));
    }
  }

  it("finds a value that is random under a telling name, and tells its line but never the value", async () => {
    const value = "q8Zr2LmX0vTn5KcJ7wPd";
    const [found] = await scan(`a = 1\n\nDB_PASSWORD: "${value}"\n`);
    assert.deepEqual([found?.rule, found?.line, found?.place], ["random-value", 3, '"src/config.ts", line 3']);
    assert.ok(!JSON.stringify(found).includes(value));
    assert.match(found?.fingerprint ?? "", /^[0-9a-f]{16}$/);
  });

  for (const [what, text] of [
    ["a password in a header", `Authorization: Basic ${Buffer.from("deploy:Zx81kQwpL0vT").toString("base64")}`],
    ["a token in a header", `"Authorization": "Bearer ${["q8Zr2LmX0v", "Tn5KcJ7wPdq8Zr2"].join("")}"`],
    ["a password of a .netrc", ["machine git.internal.net login me\n ", "password q8Zr2LmX0vTn"].join(" ")],
  ] as const)
    it(`finds ${what}`, async () => assert.equal((await scan(`${text}\n`)).length, 1));

  it("tells the line of a secret in pieces", async () => {
    const [found] = await scan(`// one\n\nconst a = "${canaries.github?.slice(0, 9)}" +\n  "${canaries.github?.slice(9)}";\n`);
    assert.equal(found?.line, 3);
  });

  it("has one fingerprint for a secret in a file, and another in another file", async () => {
    const text = around(canaries.npm ?? "");
    const [one, again, other] = await Promise.all([scan(text), scan(`${text}\n`), scan(text, "other.ts")]);
    assert.equal(one[0]?.fingerprint, again[0]?.fingerprint);
    assert.notEqual(one[0]?.fingerprint, other[0]?.fingerprint);
  });

  const ordinary = [
    'const token = process.env.GITHUB_TOKEN ?? "";',
    'password: "change-me-before-you-deploy"',
    "git clone https://user:password@example.com/a.git",
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    '"integrity": "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg=="',
    "commit 263da5ad0d6d1b5cfa4d4c6ea1c9b0b6f3a7c9de",
    "tokenCount: 12345678901234567890",
    "secretName: my-application-production-database-credentials",
    'const keyPath = "src/kernel/errors/catalogue/publish.ts";',
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP==\n-----END PUBLIC KEY-----",
    "const header = '-----BEGIN PRIVATE KEY-----';",
    ["apiKey: $", "{API_KEY_FROM_VAULT_1234567890}"].join(""),
    "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    "Authorization: Bearer $TOKEN_FROM_THE_ENVIRONMENT",
    ["machine example.org login me password $", "{NETRC_PASSWORD}"].join(""),
    'img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="',
  ];
  for (const text of ordinary)
    it(`lets pass: ${text.slice(0, 60).replaceAll("\n", " ")}`, async () => assert.deepEqual(await scan(`${text}\n`), []));
});
