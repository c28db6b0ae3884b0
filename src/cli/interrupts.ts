import process from "node:process";
import { MillraceError } from "../kernel/errors/millrace-error.ts";

/** Aborts on the first SIGINT, SIGTERM or SIGHUP with `cli.interrupted` as its reason; the second one ends the process at once with 130. */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new MillraceError("cli.interrupted"));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, interrupt);
  return controller.signal;
}
