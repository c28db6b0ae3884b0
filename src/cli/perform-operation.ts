import { resolve } from "node:path";
import process from "node:process";
import { unwrap } from "../kernel/errors/result.ts";
import { ownPath } from "../kernel/own-path.ts";
import { inputBytes } from "../kernel/real/input-bytes.ts";
import { inputLines } from "../kernel/real/input-lines.ts";
import { standardError, standardOutput } from "../kernel/real/output.ts";
import { realWorld } from "../kernel/real/world.ts";
import type { OperationContext } from "../operations/context.ts";
import type { Operation } from "../operations/define-operation.ts";
import type { StepOrder } from "../operations/inspect/step-order.ts";
import { isStreaming } from "../operations/is-streaming.ts";
import { registry } from "../operations/registry.ts";
import type { RegistryEntry } from "../operations/registry-entry.ts";
import { findWorkspace } from "../workspace/find.ts";
import type { GlobalValues } from "./arguments/global-options.ts";
import { readArguments } from "./arguments/read-arguments.ts";
import type { Token } from "./arguments/tokens.ts";
import { interruptible } from "./interrupts.ts";
import { paperFor } from "./paper-for.ts";
import { partWriter } from "./part-writer.ts";
import { type Reporter, reporterFor } from "./progress/reporter.ts";
import { render } from "./renderers.ts";

interface Order {
  entry: RegistryEntry;
  operation: Operation;
  tokens: readonly Token[];
  globals: GlobalValues;
  /** Path of the program's entry file. */
  program: string;
}

/** Carries out a command and gives its exit code. Throws what the operation throws. */
export async function performOperation(order: Order): Promise<number> {
  const { entry, operation, tokens, globals } = order;
  const input = readArguments(operation.params, tokens, entry.path.join(" "), process.env);
  const streaming = isStreaming(operation, input);
  const reporter = reporterFor({
    lines: globals.json && streaming ? standardOutput : null,
    screen: globals.quiet ? null : standardError,
    paper: paperFor(standardError, globals["no-color"]),
    parts: streaming && !globals.json ? await partWriter(entry.name, standardOutput, globals["no-color"]) : null,
  });
  try {
    const result = await operation.run(contextOf(order, streaming, reporter), input as never);
    reporter.end();
    await print(order, streaming, result);
    return operation.exit?.(result as never) ?? 0;
  } finally {
    reporter.end();
  }
}

function contextOf({ operation, globals, program }: Order, streaming: boolean, reporter: Reporter): OperationContext {
  // Stages see PATH as it was given.
  const world = { ...realWorld(), env: { ...process.env } };
  const { workspace, config } = globals;
  const directory = process.cwd();
  // What only follows ends when its reader has gone, as `logs --follow | head` does.
  const follows = streaming && operation.effect === "read";
  const gone = new AbortController();
  let found: string | null = null;
  return {
    world,
    root() {
      if (found !== null) return found;
      found = unwrap(findWorkspace(world.fs, directory, { workspace, config, env: world.env }));
      process.env.PATH = ownPath(process.env.PATH, found);
      return found;
    },
    directory,
    named: workspace === undefined ? null : resolve(directory, workspace),
    entry: isEmbedded(program) ? null : program,
    signal: operation.effect === "run" || follows ? AbortSignal.any([interruptible(), gone.signal]) : gone.signal,
    progress(event) {
      reporter.tell(event);
      if (follows && !standardOutput.isOpen) gone.abort();
    },
    lines: inputLines(),
    input: inputBytes,
    ...(process.stdin.isTTY && standardOutput.isTerminal && !globals["no-input"]
      ? { edit: async (text: string, name: string) => (await import("./edit-text.ts")).editText(text, name, process.env) }
      : {}),
    get step() {
      if (globals.json || !standardOutput.isTerminal || !process.stdin.isTTY) return undefined;
      return async (walk: StepOrder) =>
        (await import("./step/step-through.ts")).stepThrough(walk, paperFor(standardOutput, globals["no-color"]));
    },
    commands: registry,
    host: async (order) => (await import("../api/host.ts")).serveApp(order),
  };
}

async function print({ entry, globals }: Order, streaming: boolean, result: unknown): Promise<void> {
  if (!globals.json) {
    standardOutput.write(await render(entry.name, result, paperFor(standardOutput, globals["no-color"])));
    return;
  }
  const data = streaming ? { type: "result", ...(result as object) } : result;
  standardOutput.write(`${JSON.stringify(data, null, standardOutput.isTerminal && !streaming ? 2 : 0)}\n`);
}

/** Sources inside an executable made by `bun build --compile` live in a virtual directory. */
function isEmbedded(path: string): boolean {
  return path.startsWith("/$bunfs") || path.includes("~BUN");
}
