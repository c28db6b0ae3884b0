import type { Errors } from "isomorphic-git";
import { masked } from "../mask-url.ts";
import type { RemoteFailure } from "../port.ts";

/** What an error of isomorphic-git says about a remote. `offered`: it was given credentials. */
export function httpFailure(errors: typeof Errors, error: unknown, url: string, offered: boolean): RemoteFailure {
  const problem = masked(error instanceof Error ? error.message : String(error)).slice(0, 1000);
  if (error instanceof errors.UserCanceledError)
    return offered ? { type: "auth-failed", url, problem: "the credentials were refused" } : { type: "auth-needed", url };
  if (error instanceof errors.HttpError && [401, 403].includes(error.data.statusCode)) {
    return offered ? { type: "auth-failed", url, problem } : { type: "auth-needed", url };
  }
  if (error instanceof errors.UnknownTransportError || error instanceof errors.UrlParseError)
    return { type: "unknown-transport", url, problem };
  return { type: "unreachable", url, problem };
}
