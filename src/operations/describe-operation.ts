import { z } from "zod";
import type { Operation } from "./define-operation.ts";
import { inputSchema } from "./input-schema.ts";
import type { RegistryEntry } from "./registry-entry.ts";

/** An operation with the JSON Schemas of its input and result: what API, MCP and `--help --json` are made from. */
export interface DescribedOperation {
  name: string;
  command: string;
  aliases: string[];
  summary: string;
  effect: Operation["effect"];
  scope: Operation["scope"];
  streams: boolean;
  example: unknown;
  input: unknown;
  output: unknown;
}

export function describeOperation(entry: RegistryEntry, operation: Operation, answers: "once" | "on" = "on"): DescribedOperation {
  return {
    name: entry.name,
    command: entry.path.join(" "),
    aliases: (entry.aliases ?? []).map(({ words }) => words.join(" ")),
    summary: entry.summary,
    effect: operation.effect,
    scope: operation.scope,
    streams: operation.streams ?? false,
    example: operation.example,
    input: z.toJSONSchema(inputSchema(operation, z, answers), { io: "input" }),
    output: z.toJSONSchema(operation.output(z), { io: "output", unrepresentable: "any" }),
  };
}
