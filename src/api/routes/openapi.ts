import { PRODUCT } from "../../kernel/product.ts";
import { describeOperation } from "../../operations/describe-operation.ts";
import type { ReadRoute } from "./read-routes.ts";

interface InputSchema {
  properties?: Record<string, { description?: string }>;
  required?: string[];
}

const FAILURE = {
  description: "A refusal; the status follows from its code",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
};

/** The application as OpenAPI 3.1, made from the same parameters and schemas as the routes. */
export function openapi(routes: readonly ReadRoute[]): unknown {
  return {
    openapi: "3.1.0",
    info: { title: "Millrace", version: PRODUCT.replace(/^\S+ /, ""), description: "What a workspace is doing. Read-only, loopback only." },
    paths: {
      ...Object.fromEntries(routes.map((route) => [route.path, { get: describeRoute(route) }])),
      "/healthz": {
        get: { operationId: "healthz", summary: "Say that this process answers", responses: { 200: { description: "It does" } } },
      },
    },
    components: {
      schemas: {
        Failure: {
          type: "object",
          required: ["error"],
          properties: {
            error: {
              type: "object",
              required: ["code", "message", "retryable", "fix"],
              properties: {
                code: { type: "string", description: "As docs/errors.md lists it" },
                message: { type: "string" },
                retryable: { type: "boolean" },
                fix: { type: ["string", "null"], description: "What to do next" },
              },
            },
          },
        },
      },
    },
  };
}

function describeRoute({ path, entry, operation }: ReadRoute): object {
  const { input, output } = describeOperation(entry, operation, "once");
  const { properties = {}, required = [] } = input as InputSchema;
  const content: Record<string, object> = { "application/json": { schema: output } };
  const parameters = Object.entries(properties).map(([name, { description, ...schema }]) => {
    const inPath = path.includes(`{${name}}`);
    return { name, in: inPath ? "path" : "query", required: inPath || required.includes(name), description, schema };
  });
  if (path === "/events") {
    content["text/event-stream"] = { schema: { type: "string", description: "Events as they are appended, each with its sequence as id" } };
    const description = "Stream all events after this sequence; Last-Event-ID comes before it";
    parameters.push({ name: "after", in: "query", required: false, description, schema: { type: "integer" } as never });
  }
  return {
    operationId: entry.name,
    summary: entry.summary,
    tags: [entry.area],
    parameters,
    responses: { 200: { description: "As asked", content }, default: FAILURE },
  };
}
