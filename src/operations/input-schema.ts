import type { z } from "zod";
import type { Operation, Zod } from "./define-operation.ts";
import type { Param } from "./params.ts";

/**
 * The zod schema of an operation's input, for surfaces that are given JSON. Unknown members are refused. A surface that answers
 * `once` takes no parameter that makes the operation go on.
 */
export function inputSchema(operation: Pick<Operation, "params">, zod: Zod, answers: "once" | "on" = "on"): z.ZodObject {
  const taken = Object.entries(operation.params).filter(([, param]) => answers === "on" || !param.follows);
  return zod.strictObject(Object.fromEntries(taken.map(([name, param]) => [name, schemaOf(param, zod)])));
}

function schemaOf(param: Param, zod: Zod): z.ZodType {
  const described = bare(param, zod).describe(param.summary);
  if (param.type === "boolean") return described.default(false);
  if (param.type === "string[]") return described.default([]);
  if (param.default !== undefined) return described.default(param.default);
  return param.required ? described : described.optional();
}

function bare(param: Param, zod: Zod): z.ZodType {
  switch (param.type) {
    case "string":
      return zod.string();
    case "integer":
      return zod
        .number()
        .int()
        .min(param.min ?? Number.MIN_SAFE_INTEGER)
        .max(param.max ?? Number.MAX_SAFE_INTEGER);
    case "boolean":
      return zod.boolean();
    case "string[]":
      return zod.array(zod.string());
    case "choice":
      return zod.enum(param.choices as [string, ...string[]]);
  }
}
