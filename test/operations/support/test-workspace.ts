import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { realWorld } from "../../../src/kernel/real/world.ts";
import type { OperationContext, OperationProgress } from "../../../src/operations/context.ts";
import { inputSchema } from "../../../src/operations/input-schema.ts";
import { registry } from "../../../src/operations/registry.ts";

/** A real workspace in a fresh directory, worked on through its operations. */
export interface TestWorkspace {
  root: string;
  /** Everything that the operations said on their way. */
  told: OperationProgress[];
  /** Carries an operation out; its result is held against its own schema, which refuses members that it does not name. */
  perform(
    name: string,
    input?: Record<string, unknown>,
    lines?: readonly string[],
    signal?: AbortSignal,
  ): Promise<Record<string, unknown> & { exit: number }>;
  remove(): void;
}

/** `env` is added to the environment of this process. */
export function testWorkspace(env: Readonly<Record<string, string | undefined>> = {}): TestWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "millrace-operations-")));
  const told: OperationProgress[] = [];
  const real = realWorld();
  // Nothing of the tester's own harnesses: a new workspace would choose one that is ready.
  const bare = Object.fromEntries(
    Object.entries(real.env).filter(([name]) => !/KEY|TOKEN|^(CODEX|CLAUDE|ANTHROPIC|OPENAI|PI)_/.test(name)),
  );
  const world = { ...real, env: { ...bare, HOME: "/nonexistent", ...env } };
  async function perform(
    name: string,
    input: Record<string, unknown> = {},
    lines: readonly string[] = [],
    signal = new AbortController().signal,
  ) {
    const entry = registry.find((one) => one.name === name);
    assert.ok(entry, `no operation ${name}`);
    const operation = await entry.load();
    const context: OperationContext = {
      world,
      root: () => root,
      directory: root,
      named: null,
      entry: null,
      signal,
      commands: registry,
      progress: (event) => told.push(event),
      lines: (async function* () {
        yield* lines;
      })(),
    };
    const full = { ...blank(operation.params), ...(inputSchema(operation, z).parse(input) as object) };
    const result: unknown = await operation.run(context, full as never);
    const json: Record<string, unknown> = JSON.parse(JSON.stringify(result));
    assert.ok(isDeepStrictEqual(json, result), `${name} gives something that JSON cannot hold`);
    const problem = schemaProblem(operation.output(z), json);
    assert.equal(problem, null, `the result of ${name} does not fit its schema`);
    return { ...json, exit: operation.exit?.(result as never) ?? 0 };
  }
  return { root, told, perform, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function blank(params: object): Record<string, undefined> {
  return Object.fromEntries(Object.keys(params).map((name) => [name, undefined]));
}

/** What keeps data from being exactly what the schema says; members that the schema does not name are a problem too. */
function schemaProblem(schema: z.ZodType, data: unknown): string | null {
  const parsed = schema.safeParse(data);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const unnamed = missing(data, parsed.data, "");
  return unnamed.length === 0 ? null : `members that the schema does not name: ${unnamed.join(", ")}`;
}

/** Paths of members that `full` has and `part` has not. */
function missing(full: unknown, part: unknown, path: string): string[] {
  if (typeof full !== "object" || full === null) return [];
  return Object.entries(full).flatMap(([key, value]) => {
    const here = `${path}/${key}`;
    if (typeof part !== "object" || part === null || !Object.hasOwn(part, key)) return [here];
    return missing(value, (part as Record<string, unknown>)[key], here);
  });
}
