import type { World } from "../../kernel/world.ts";
import type { OperationContext } from "../../operations/context.ts";
import type { Operation } from "../../operations/define-operation.ts";

/** What a request is answered from. */
export interface ReadSource {
  world: World;
  root: string;
  /** Ends what goes on when the server ends. That of a request would make Deno warn of its older behaviour. */
  signal: AbortSignal;
}

/**
 * Carries out a read operation and answers with its result. `ETag` is the sequence as of which it holds, with the owner's
 * process where the answer tells of it, so that who polls gets 304 while nothing has happened.
 */
export async function answerRead(source: ReadSource, operation: Operation, input: unknown, request: Request): Promise<Response> {
  const result = await operation.run(contextOf(source), input as never);
  const tag = tagOf(result);
  const headers: Record<string, string> = tag === null ? {} : { etag: tag };
  if (tag !== null && request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers });
  return Response.json(result, { headers });
}

function contextOf({ world, root, signal }: ReadSource): OperationContext {
  return { world, root: () => root, directory: null, named: root, entry: null, signal, progress: () => undefined, lines: null };
}

function tagOf(result: unknown): string | null {
  const { asOf, owner } = result as { asOf?: unknown; owner?: { pid?: unknown } | null };
  if (typeof asOf !== "number") return null;
  return owner === undefined ? `W/"${asOf}"` : `W/"${asOf}.${owner?.pid ?? 0}"`;
}
