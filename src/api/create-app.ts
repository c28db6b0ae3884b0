import { Hono } from "hono";
import { COMMANDS_PATH } from "../engine/control/ask-owner.ts";
import type { Control } from "../engine/control/control.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { PRODUCT } from "../kernel/product.ts";
import { failureResponse } from "./failure-response.ts";
import { onlyLoopback } from "./only-loopback.ts";
import type { ReadAppParts } from "./read-app.ts";

export interface AppParts extends ReadAppParts {
  /** Takes commands; null where the application only reads. */
  control: Control | null;
}

/** The HTTP application. What reading needs is loaded at the first request that reads, so that the first command is quick. */
export function createApp(parts: AppParts): Hono {
  const { control } = parts;
  const app = new Hono();
  let reads: Promise<Hono> | null = null;
  app.use(onlyLoopback);
  app.use(async (context, next) => {
    await next();
    context.res.headers.set("x-content-type-options", "nosniff");
    if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "no-cache");
  });
  app.onError((error) => failureResponse(error));
  if (control) {
    app.post(COMMANDS_PATH, async ({ req }) => {
      const { takeCommands } = await import("./commands/take-commands.ts");
      return await takeCommands(control, req.raw);
    });
  }
  app.get("/healthz", (context) => context.json({ ok: true, product: PRODUCT }));
  app.get("*", async ({ req }) => {
    reads ??= import("./read-app.ts").then(({ createReadApp }) => createReadApp(parts));
    const response = await (await reads).fetch(req.raw);
    return response;
  });
  app.all("*", ({ req }) => {
    const error = new MillraceError("api.method", { method: req.method, path: req.path });
    return failureResponse(error, { allow: control && req.path === COMMANDS_PATH ? "POST" : "GET, HEAD" });
  });
  return app;
}
