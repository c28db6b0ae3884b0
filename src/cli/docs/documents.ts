import { cliDocument } from "./cli-document.ts";
import { errorsDocument } from "./errors-document.ts";
import { eventsDocument } from "./events-document.ts";
import { preflightDocument } from "./preflight-document.ts";

/** The documents that are made from the code, by path relative to the repository. */
export async function documents(): Promise<Readonly<Record<string, string>>> {
  return {
    "docs/cli.md": await cliDocument(),
    "docs/errors.md": errorsDocument(),
    "docs/events.md": eventsDocument(),
    "docs/preflight.md": preflightDocument(),
  };
}
