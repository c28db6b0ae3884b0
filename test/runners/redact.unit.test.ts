import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { createRedactor } from "../../src/runners/redact.ts";

describe("createRedactor()", () => {
  const redact = createRedactor({
    OPENAI_API_KEY: "value-of-the-key",
    DB_PASSWORD: "value-of-the-key-and-more",
    HOME: "/home/me",
    SHORT_TOKEN: "abc",
    EMPTY_TOKEN: "",
  });

  it("replaces values of variables whose names speak of secrets, the longer first", () => {
    assert.equal(
      redact("a value-of-the-key-and-more b value-of-the-key c"),
      "a [redacted:env:DB_PASSWORD] b [redacted:env:OPENAI_API_KEY] c",
    );
  });

  it("leaves other values, and those too short to be told from words", () => {
    assert.equal(redact("abc in /home/me"), "abc in /home/me");
  });

  it("replaces what has the form of a well-known secret", () => {
    const secrets: [string, string][] = [
      [`sk-proj-${"a1".repeat(20)}`, "api-key"],
      [`ghp_${"A".repeat(36)}`, "git-token"],
      [`github_pat_${"A1_".repeat(10)}`, "git-token"],
      [`xoxb-${"1".repeat(12)}-abc`, "chat-token"],
      [`AKIA${"A".repeat(16)}`, "cloud-key"],
      [`npm_${"a".repeat(36)}`, "registry-token"],
      [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${"x".repeat(20)}`, "jwt"],
      ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "private-key"],
    ];
    for (const [secret, kind] of secrets) assert.equal(redact(`see ${secret} there`), `see [redacted:${kind}] there`);
  });

  it("replaces what is assigned, sent as a header, or part of an address", () => {
    assert.equal(redact("Authorization: Bearer abcdefghijklmnop"), "Authorization: Bearer [redacted:bearer]");
    assert.equal(redact("git clone https://me:hunter2@host/x"), "git clone https://me:[redacted:url-password]@host/x");
    assert.equal(redact('{"access_token": "0123456789abcdef"}'), '{"access_token": "[redacted:assigned]"}');
    assert.equal(redact("PASSWORD=correcthorse next"), "PASSWORD=[redacted:assigned] next");
  });

  it("leaves ordinary words alone", () => {
    const text =
      "3 of 4 tests passed; see src/token.ts:12 and the key idea: ask-a-sk, hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    assert.equal(redact(text), text);
  });

  it("stays fast on a long text", () => {
    const began = performance.now();
    redact("token token= eyJ sk- ".repeat(3000));
    assert.ok(performance.now() - began < 500);
  });
});
