import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { textOf } from "../../../publish/secrets/text-of.ts";

const text = "TOKEN=q8Zr2LmX0vTn5KcJ7wPd\r\n";
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe("textOf()", () => {
  for (const [what, bytes, expected] of [
    ["UTF-8", Buffer.from("grün\n"), "grün\n"],
    ["UTF-16 with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]), text],
    ["UTF-16 the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(Buffer.from(text, "utf16le"))]), text],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), text],
  ] as const)
    it(`reads ${what}`, () => assert.deepEqual(textOf(bytes), { text: expected, binary: false, partly: false }));

  it("takes for binary what has a NUL elsewhere, and reads it all the same", () =>
    assert.deepEqual(textOf(Buffer.from("\u0000\u0001ELF\u0000 TOKEN")), {
      text: "\u0000\u0001ELF\u0000 TOKEN",
      binary: true,
      partly: false,
    }));

  it("reads the whole of what publish.max_file_bytes lets pass, and beginning and end of what is larger", () => {
    const large = (size: number) => Buffer.concat([Buffer.alloc(size, "x"), Buffer.from("END")]);
    assert.equal(textOf(large(5_242_880)).partly, false);
    const read = textOf(large(7_000_000));
    assert.deepEqual([read.partly, read.text.endsWith("END"), read.text.length], [true, true, 6_291_456]);
  });
});
