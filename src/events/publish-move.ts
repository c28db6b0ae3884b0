import { z } from "zod";

/** The step of the publish machine that an event of publishing is. */
export const publishMove = { from: z.string(), event: z.string(), to: z.string() };

/** The process that carries an intent out, so that whoever comes later can tell whether it still lives. */
export const publishHolder = z.object({ pid: z.number().int(), started: z.string() });
