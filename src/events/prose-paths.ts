import type { z } from "zod";
import { prose, proseValue } from "./common.ts";

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
}

/** Where data of a schema holds prose: members joined by ".", `*` for every entry of a list or record, `**` for every text below. */
export function prosePaths(schema: z.ZodType): string[] {
  return [...new Set(pathsOf(schema, []))];
}

function pathsOf(schema: z.ZodType, path: string[]): string[] {
  if (schema === prose) return [path.join(".")];
  if (schema === proseValue) return [[...path, "**"].join(".")];
  const { shape = {}, element, innerType, valueType, options = [] } = schema._zod.def as unknown as Definition;
  return [
    ...Object.entries(shape).flatMap(([name, part]) => pathsOf(part, [...path, name])),
    ...(innerType ? pathsOf(innerType, path) : []),
    ...[element, valueType].flatMap((part) => (part ? pathsOf(part, [...path, "*"]) : [])),
    ...options.flatMap((part) => pathsOf(part, path)),
  ];
}
