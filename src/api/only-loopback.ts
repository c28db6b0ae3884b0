import type { MiddlewareHandler } from "hono";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { failureResponse } from "./failure-response.ts";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Answers only what is addressed to a loopback name: a page whose own name was pointed at this machine (DNS rebinding) sends
 * that name as `Host`. And of pages only those that this application served: another's `Origin` is refused.
 */
export const onlyLoopback: MiddlewareHandler = async ({ req }, next) => {
  const host = req.header("host") ?? "";
  if (!LOOPBACK.test(host)) return failureResponse(new MillraceError("api.host", { host }));
  const origin = req.header("origin");
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return failureResponse(new MillraceError("api.origin", { origin }));
  if (req.header("sec-fetch-site") === "cross-site" && req.header("sec-fetch-mode") !== "navigate")
    return failureResponse(new MillraceError("api.origin", { origin: "another site" }));
  await next();
  return undefined;
};
