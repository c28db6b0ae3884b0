/** The part of JSON Schema that our own schemas use. */
interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
}

/** A JSON Schema as a type expression: `{ kind: "git" | "manifest", id: string } | null`. */
export function schemaText(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(schemaText).join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) return schema.type.map((type) => schemaText({ ...schema, type })).join(" | ");
  if (schema.type === "array") return listText(schema.items ?? {});
  if (schema.type !== "object") return schema.type ?? "unknown";
  if (schema.properties === undefined) {
    const { additionalProperties: values } = schema;
    return `Record<string, ${typeof values === "object" ? schemaText(values) : "unknown"}>`;
  }
  const members = Object.entries(schema.properties).map(
    ([name, member]) => `${name}${schema.required?.includes(name) ? "" : "?"}: ${schemaText(member)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function listText(items: JsonSchema): string {
  const text = schemaText(items);
  return text.includes(" | ") ? `(${text})[]` : `${text}[]`;
}
