import type { z } from "zod";

/** The parts of a zod 4 definition (`schema._zod.def`) that guards are made from. */
interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  keyType?: z.ZodType;
  entries?: Record<string, string | number>;
  values?: unknown[];
  options?: z.ZodType[];
  checks?: { _zod: { def: Rule } }[];
}

interface Rule {
  check: string;
  format?: string;
  value?: number;
  inclusive?: boolean;
  minimum?: number;
  maximum?: number;
  length?: number;
}

/** Source of a function that checks what `schema` checks, without zod. Throws for a schema that it cannot express. */
export function guardSource(schema: z.ZodType): string {
  let names = 0;
  const fresh = (): string => `v${++names}`;

  /** Statements that return a problem unless `value` fits; `path` is the inside of a template literal. */
  function statements(of: z.ZodType, value: string, path: string): string[] {
    const definition = definitionOf(of);
    const wrong = (what: string): string => `return \`${path}: expected ${what}\`;`;
    const unless = (condition: string, what: string): string => `if (!(${condition})) ${wrong(what)}`;
    switch (definition.type) {
      case "unknown":
        return [];
      case "boolean":
        return [unless(`typeof ${value} === "boolean"`, "true or false")];
      case "string":
        return [unless(`typeof ${value} === "string"`, "a text"), ...rules(definition).map((rule) => stringRule(rule, value, unless))];
      case "number":
        return [unless(`Number.isFinite(${value})`, "a number"), ...rules(definition).map((rule) => numberRule(rule, value, unless))];
      case "enum":
      case "literal": {
        const legal = definition.type === "enum" ? Object.values(definition.entries ?? {}) : (definition.values ?? []);
        const choice = legal.map((one) => `${value} === ${JSON.stringify(one)}`).join(" || ");
        return [unless(choice, `one of ${legal.map(String).join(", ")}`)];
      }
      case "nullable":
        return optional(`${value} !== null`, statements(inner(definition.innerType), value, path));
      case "optional":
        return optional(`${value} !== undefined`, statements(inner(definition.innerType), value, path));
      case "array": {
        const index = fresh();
        const element = fresh();
        const body = statements(inner(definition.element), element, `${path}[\${${index}}]`);
        const list = unless(`Array.isArray(${value})`, "a list");
        if (body.length === 0) return [list];
        const each = [
          `for (let ${index} = 0; ${index} < ${value}.length; ${index}++) {`,
          `const ${element}: unknown = ${value}[${index}];`,
        ];
        return [list, ...each, ...body, "}"];
      }
      case "record": {
        if (definitionOf(inner(definition.keyType)).type !== "string")
          throw new Error(`Cannot make a guard for the keys of a record at ${path}`);
        const key = fresh();
        const member = fresh();
        const body = statements(inner(definition.valueType), member, `${path}.\${${key}}`);
        const object = unless(`isObject(${value})`, "an object");
        if (body.length === 0) return [object];
        return [object, `for (const ${key} of Object.keys(${value})) {`, `const ${member} = ${value}[${key}];`, ...body, "}"];
      }
      case "object":
        return [
          unless(`isObject(${value})`, "an object"),
          ...Object.entries(definition.shape ?? {}).flatMap(([name, part]) => memberOf(name, part)),
        ];
      case "union":
        return union(definition.options ?? []);
      default:
        throw new Error(`Cannot make a guard for a schema of type "${definition.type}" at ${path}: teach src/events/guard-source.ts`);
    }

    function memberOf(name: string, part: z.ZodType): string[] {
      const member = fresh();
      const present = definitionOf(part).type === "unknown" ? [unless(`${JSON.stringify(name)} in ${value}`, `a member ${name}`)] : [];
      const body = statements(part, member, `${path}.${name}`);
      if (body.length === 0) return present;
      return [...present, `const ${member} = ${value}${/^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`};`, ...body];
    }

    /** Each option is tried in a function of its own; the first that fits wins. */
    function union(options: z.ZodType[]): string[] {
      const tries = options.map((option) => {
        const parameter = fresh();
        return `((${parameter}: unknown): string | null => { ${[...statements(option, parameter, path), "return null;"].join(" ")} })(${value}) === null`;
      });
      return [unless(tries.join(" || "), `one of ${options.length} shapes`)];
    }
  }

  const body = [...statements(schema, "data", "data"), "return null;"];
  return `(data: unknown): string | null => {\n${body.map((line) => `  ${line}`).join("\n")}\n}`;
}

function optional(condition: string, body: string[]): string[] {
  return body.length === 0 ? [] : [`if (${condition}) {`, ...body, "}"];
}

function stringRule(rule: Rule, value: string, unless: (condition: string, what: string) => string): string {
  if (rule.check === "length_equals") return unless(`${value}.length === ${rule.length}`, `${rule.length} characters`);
  if (rule.check === "min_length") return unless(`${value}.length >= ${rule.minimum}`, `at least ${rule.minimum} characters`);
  if (rule.check === "max_length") return unless(`${value}.length <= ${rule.maximum}`, `at most ${rule.maximum} characters`);
  throw new Error(`Cannot make a guard for the rule "${rule.check}" of a text: teach src/events/guard-source.ts`);
}

function numberRule(rule: Rule, value: string, unless: (condition: string, what: string) => string): string {
  if (rule.check === "number_format" && rule.format === "safeint") return unless(`Number.isSafeInteger(${value})`, "an integer");
  const number = `(${value} as number)`;
  if (rule.check === "greater_than") return unless(`${number} ${rule.inclusive ? ">=" : ">"} ${rule.value}`, `at least ${rule.value}`);
  if (rule.check === "less_than") return unless(`${number} ${rule.inclusive ? "<=" : "<"} ${rule.value}`, `at most ${rule.value}`);
  throw new Error(`Cannot make a guard for the rule "${rule.check}" of a number: teach src/events/guard-source.ts`);
}

function rules(definition: Definition): Rule[] {
  return (definition.checks ?? []).map((check) => check._zod.def);
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

function inner(schema: z.ZodType | undefined): z.ZodType {
  if (!schema) throw new Error("A schema lacks its inner part");
  return schema;
}
