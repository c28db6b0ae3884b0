import type { Output } from "../../kernel/real/output.ts";
import { duration } from "../text/durations.ts";

export interface Spinner {
  /** Shows what is under way, from now on; null for nothing. */
  show(text: string | null): void;
  /** Writes text that stays, above what is shown. */
  above(text: string): void;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const CLEAR_LINE = "\r\u001b[K";

/** One line at the end of the screen that shows that something goes on. Without a terminal only what stays is written. */
export function spinnerOn(screen: Output): Spinner {
  if (!screen.isTerminal) return { show: () => undefined, above: (text) => screen.write(text) };
  let shown: { text: string; since: number } | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let frame = 0;
  const draw = (): void => {
    if (!shown) return;
    const line = `${FRAMES[frame++ % FRAMES.length]} ${shown.text} ${duration(performance.now() - shown.since)}`;
    screen.write(`${CLEAR_LINE}${[...line].slice(0, screen.columns() - 1).join("")}`);
  };
  return {
    show(text) {
      if (shown) screen.write(CLEAR_LINE);
      shown = text === null ? null : { text, since: performance.now() };
      if (timer && !shown) clearInterval(timer);
      if (!shown) timer = null;
      else timer ??= setInterval(draw, 100);
      draw();
    },
    above(text) {
      screen.write(shown ? `${CLEAR_LINE}${text}` : text);
      draw();
    },
  };
}
