import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { isInnerAddress } from "../../../../src/runners/sandbox/network/is-inner-address.ts";
import { parseHead } from "../../../../src/runners/sandbox/network/request-head.ts";

const head = (...lines: string[]): string => lines.join("\r\n");

describe("parseHead()", () => {
  it("reads a tunnel", () => {
    assert.deepEqual(parseHead(head("CONNECT api.example.org:443 HTTP/1.1", "Host: elsewhere")), {
      host: "api.example.org",
      port: 443,
      forward: null,
    });
    assert.deepEqual(parseHead("CONNECT [::1]:443 HTTP/1.1"), { host: "::1", port: 443, forward: null });
  });

  it("asks the server for the very host that was judged, whatever else the client says, and for nothing after", () => {
    const asked = head(
      "POST http://api.example.org:8080/a?b=c HTTP/1.1",
      "host: evil.org",
      "Proxy-Authorization: x",
      "Connection: keep-alive",
      "Accept: */*",
    );
    assert.deepEqual(parseHead(asked), {
      host: "api.example.org",
      port: 8080,
      forward: head("POST /a?b=c HTTP/1.1", "Host: api.example.org:8080", "Accept: */*", "Connection: close", "", ""),
    });
  });

  for (const text of [
    "",
    "GET / HTTP/1.1",
    "GET https://a.org/ HTTP/1.1",
    "CONNECT a.org HTTP/1.1",
    "CONNECT a.org:443:80 HTTP/1.1",
    "GET http://a.org/",
    "GET http:// HTTP/1.1",
  ])
    it(`takes no ${JSON.stringify(text)}`, () => assert.equal(parseHead(text), null));
});

describe("isInnerAddress()", () => {
  for (const address of ["127.0.0.1", "127.9.9.9", "0.0.0.0", "169.254.169.254", "::1", "::", "fe80::1", "::ffff:127.0.0.1", "224.0.0.1"])
    it(`${address} is`, () => assert.equal(isInnerAddress(address), true));
  for (const address of ["10.0.0.1", "93.184.216.34", "2606:4700::1", "::ffff:93.184.216.34"])
    it(`${address} is not`, () => assert.equal(isInnerAddress(address), false));
});
