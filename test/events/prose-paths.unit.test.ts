import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { z } from "zod";
import { eventTypes } from "../../src/events/catalogue.ts";
import { prose, proseValue } from "../../src/events/common.ts";
import { prosePaths } from "../../src/events/prose-paths.ts";

/** Last members of texts that name something: ids, hashes, paths, codes, times. Whatever else a text is, a person may have written it freely. */
const NAMES = new Set(
  `actor|archive.manifest|archive.name|artifacts.*.name|attempt|at|branch|blob|blob.from|blob.to|changed.*|checkpoint|chosenBy|claimed|code|commit|config|directory|document.item
document.revision|documents|effective|event|files.*.from|files.*.path|files.*.to|final|from|from.id|from.line|from.path|from.phase|hash|head|id|item|kept|kind|lane|left.*.path|line
loop|loops.*|machine|made.*|mode|model|moved|moved.*.from|moved.*.to|name|original|outcome|parent|phase|plan|previous|problems.*.code|problems.*.path|product
protectedChanged.*|outsideChanged.*|request|revision|role|runner|salvage.id|settings.*.from|settings.*.to|signal|source|stage|started|stub|texts.*|timer|to|to.context.remembered
to.id|to.stage|tree.id|context.remembered|position.context.remembered|position.stage|fields.dependsOn.*|fields.paths.*|fields.root|locks.read.*|locks.write.*
artifacts.*.hash|base|expected|findings.*.code|holder.started|listing|manifest.file|manifest.hash|oid|ref|remote|salvaged|seen|session|source.id|staging|tree
baseline.*.output|baseline.*.outputHash|baseline.*.tree.id|evidence.*.output|evidence.*.outputHash|evidence.*.tree.id`.split(/[|\n]/),
);

/** Of a machine or a code, though they are called so. */
const CODES = new Set(["run.concluded reason", "run.waiting reason"]);

function texts(schema: z.ZodType, path: string[] = []): string[] {
  const {
    type,
    shape = {},
    element,
    innerType,
    valueType,
    options = [],
  } = schema._zod.def as unknown as Record<string, never> & {
    type: string;
    shape?: Record<string, z.ZodType>;
    options?: z.ZodType[];
  };
  if (schema === prose || schema === proseValue) return [];
  if (type === "string") return [path.join(".")];
  return [
    ...Object.entries(shape).flatMap(([name, part]) => texts(part, [...path, name])),
    ...(innerType ? texts(innerType, path) : []),
    ...[element, valueType].flatMap((part) => (part ? texts(part, [...path, "*"]) : [])),
    ...options.flatMap((part) => texts(part, path)),
  ];
}

describe("prosePaths()", () => {
  it("finds prose in members, lists, records, unions, and what may be absent", () => {
    const schema = z.object({
      a: prose,
      b: prose.nullable(),
      c: z.array(z.object({ d: prose.optional(), e: z.string() })),
      f: z.record(z.string(), z.union([prose, z.object({ g: proseValue })])),
    });
    assert.deepEqual(prosePaths(schema), ["a", "b", "c.*.d", "f.*", "f.*.g.**"]);
    assert.deepEqual(prosePaths(z.object({ n: z.number(), s: z.string() })), []);
  });
});

describe("the texts of every event type", () => {
  for (const [name, { data }] of Object.entries(eventTypes)) {
    it(`${name}: each is prose, or names something`, () => {
      const unclear = texts(data).filter((path) => !NAMES.has(path) && !CODES.has(`${name} ${path}`));
      assert.deepEqual(
        unclear,
        [],
        "mark what is written freely with `prose`, so that log redact takes it out; else add it to the names here",
      );
    });
  }
});
