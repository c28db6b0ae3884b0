import type { Figure } from "./figure.ts";

export interface Verdict {
  /** Null where there is nothing to be judged. */
  met: boolean | null;
  /** e.g. "met, by 12 %". */
  text: string;
}

/** Whether a figure meets its bar, and by how much of the bar it does or does not. */
export function verdictOf({ measured, floor, bar }: Figure): Verdict {
  switch (bar.type) {
    case "none":
      return { met: null, text: bar.why };
    case "least":
      return say(measured >= bar.value, measured / bar.value - 1);
    case "most":
      return say(measured <= bar.value, 1 - measured / bar.value);
    case "share": {
      if (!floor) return { met: null, text: "no floor was measured" };
      const ratio = measured / floor.value;
      const { met, text } = say(ratio >= bar.least, ratio / bar.least - 1);
      return { met, text: `${percent(ratio)} of it: ${text}` };
    }
  }
}

function say(met: boolean, margin: number): Verdict {
  const word = met ? "met" : "MISSED";
  // Of a bar of zero there is no share.
  return { met, text: Number.isFinite(margin) ? `${word}, by ${percent(Math.abs(margin))}` : word };
}

function percent(ratio: number): string {
  const value = ratio * 100;
  return `${value >= 9.95 ? Math.round(value) : Math.round(value * 10) / 10} %`;
}
