import { z } from "zod";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Operation } from "../../operations/define-operation.ts";
import { inputSchema } from "../../operations/input-schema.ts";
import type { Param } from "../../operations/params.ts";

/** The input of an operation from the path and the query of a request. Throws `api.query`. */
export function readQuery(operation: Operation, path: Readonly<Record<string, string>>, query: URLSearchParams): unknown {
  const values: Record<string, unknown> = { ...path };
  for (const name of new Set(query.keys())) {
    const param = Object.hasOwn(operation.params, name) ? operation.params[name] : undefined;
    values[name] = param === undefined ? query.get(name) : given(param, query.getAll(name));
  }
  const parsed = inputSchema(operation, z, "once").safeParse(values);
  if (!parsed.success) throw new MillraceError("api.query", { problem: problemOf(parsed.error) });
  return parsed.data;
}

/** Texts as what the parameter is; what does not fit stays a text, and the schema refuses it. */
function given(param: Param, texts: string[]): unknown {
  if (param.type === "string[]") return texts;
  const text = texts.at(-1) ?? "";
  if (param.type === "integer") return /^-?\d+$/.test(text) ? Number(text) : text;
  if (param.type === "boolean" && ["", "1", "true"].includes(text)) return true;
  if (param.type === "boolean" && ["0", "false"].includes(text)) return false;
  return text;
}

function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`)).join("; ");
}
