import fc, { type Arbitrary } from "fast-check";
import type { z } from "zod";

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  entries?: Record<string, string>;
  values?: unknown[];
  options?: z.ZodType[];
  checks?: { _zod: { def: { check: string; format?: string; value?: number; length?: number; minimum?: number } } }[];
}

/** Values that a schema takes, made from its definition. */
export function fitting(schema: z.ZodType): Arbitrary<unknown> {
  const definition = schema._zod.def as unknown as Definition;
  const inner = (part: z.ZodType | undefined): Arbitrary<unknown> => (part ? fitting(part) : fc.constant(null));
  const rules = (definition.checks ?? []).map((check) => check._zod.def);
  switch (definition.type) {
    case "string": {
      const exact = rules.find((rule) => rule.check === "length_equals")?.length;
      const least = rules.find((rule) => rule.check === "min_length")?.minimum ?? 0;
      return exact === undefined
        ? fc.string({ minLength: least })
        : fc.string({ minLength: exact, maxLength: exact, unit: "grapheme-ascii" });
    }
    case "number": {
      const least = rules.find((rule) => rule.check === "greater_than")?.value;
      const whole = rules.some((rule) => rule.format === "safeint");
      return whole
        ? fc.maxSafeInteger().map((n) => (least === undefined ? n : Math.abs(n)))
        : fc.double({ noNaN: true, noDefaultInfinity: true, min: least ?? -1e9, max: 1e9 });
    }
    case "boolean":
      return fc.boolean();
    case "unknown":
      return fc.jsonValue();
    case "enum":
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case "literal":
      return fc.constantFrom(...(definition.values ?? []));
    case "nullable":
      return fc.option(inner(definition.innerType));
    case "optional":
      return fc.option(inner(definition.innerType), { nil: undefined });
    case "array":
      return fc.array(inner(definition.element), { maxLength: 3 });
    case "record":
      return fc.dictionary(fc.string({ maxLength: 4 }), inner(definition.valueType), { maxKeys: 3, noNullPrototype: true });
    case "union":
      return fc.oneof(...(definition.options ?? []).map(fitting));
    case "object":
      return fc.record(Object.fromEntries(Object.entries(definition.shape ?? {}).map(([name, part]) => [name, fitting(part)])), {
        noNullPrototype: true,
      });
    default:
      throw new Error(`No arbitrary for a schema of type "${definition.type}"`);
  }
}
