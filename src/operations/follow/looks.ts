import type { Clock } from "../../kernel/ports/clock.ts";
import { watchDirectories } from "../../kernel/real/watch-directories.ts";

/** When to look again at something that another process changes. */
export interface Looks {
  /** Waits until something seems to have changed, at most `millis`. False once the signal aborted. */
  next(millis: number): Promise<boolean>;
  close(): void;
}

/** Looks at directories (absolute): on a hint of the platform at once, and without one all the same, since hints get lost. */
export function looksAt(directories: readonly string[], clock: Clock, signal: AbortSignal): Looks {
  let hinted = false;
  let wake = (): void => undefined;
  const watch = watchDirectories(directories, () => {
    hinted = true;
    wake();
  });
  return {
    async next(millis) {
      watch.renew();
      if (!hinted && !signal.aborted) {
        const over = new AbortController();
        wake = () => over.abort();
        signal.addEventListener("abort", wake, { once: true });
        await clock.sleep(millis, over.signal);
        signal.removeEventListener("abort", wake);
      }
      hinted = false;
      return !signal.aborted;
    },
    close: () => watch.close(),
  };
}
