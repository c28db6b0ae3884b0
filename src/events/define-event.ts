import type { z } from "zod";

/** The definition of an event type: what it means in a sentence, and the schema of its data. */
export interface EventType<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  type: Type;
  version: number;
  critical: boolean;
  summary: string;
  data: Schema;
}

/** Defines an event type. Events are critical unless said otherwise: a reader that skips one would tell a false state. */
export function defineEvent<const Type extends string, Schema extends z.ZodType>(definition: {
  type: Type;
  version: number;
  summary: string;
  data: Schema;
  critical?: boolean;
}): EventType<Type, Schema> {
  return { critical: true, ...definition };
}
