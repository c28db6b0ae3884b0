import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { allows, parseHostRule } from "../../../src/plan/sandbox/host-rule.ts";

describe("parseHostRule()", () => {
  for (const [text, rule] of [
    ["api.example.org", { host: "api.example.org", port: null }],
    ["API.Example.org:443", { host: "api.example.org", port: 443 }],
    ["*.example.org:8443", { host: "*.example.org", port: 8443 }],
    ["127.0.0.1:8080", { host: "127.0.0.1", port: 8080 }],
    ["[::1]:8080", { host: "::1", port: 8080 }],
    ["localhost", { host: "localhost", port: null }],
  ] as const)
    it(`reads ${text}`, () => assert.deepEqual(parseHostRule(text), rule));

  for (const text of [
    "",
    "*",
    "*.*.org",
    "a.*.org",
    "https://example.org",
    "example.org/",
    "example.org:0",
    "example.org:70000",
    "::1",
    "[example.org]",
    "a b",
    "-a.org",
    ".org",
    "a..org",
  ])
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseHostRule(text), null));
});

describe("allows()", () => {
  const rules = ["api.example.org:443", "*.example.net", "10.0.0.1"].map(parseHostRule).filter((rule) => rule !== null);
  for (const [host, port, allowed] of [
    ["api.example.org", 443, true],
    ["API.EXAMPLE.ORG.", 443, true],
    ["api.example.org", 80, false],
    ["evil.org", 443, false],
    ["api.example.org.evil.org", 443, false],
    ["a.example.net", 1, true],
    ["a.b.example.net", 1, true],
    ["example.net", 1, false],
    ["evilexample.net", 1, false],
    ["10.0.0.1", 22, true],
    ["10.0.0.10", 22, false],
  ] as const)
    it(`${host}:${port} ${allowed ? "is" : "is not"} allowed`, () => assert.equal(allows(rules, host, port), allowed));
});
