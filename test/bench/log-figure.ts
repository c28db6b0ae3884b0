/** One measured number, beside what it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What design section 13 asks for. */
  bar: string;
  met: boolean;
}

export function atLeast(name: string, value: number, unit: string, bar: number): Figure {
  return { name, value: rounded(value), unit, bar: `>= ${bar}`, met: value >= bar };
}

export function atMost(name: string, value: number, unit: string, bar: number): Figure {
  return { name, value: rounded(value), unit, bar: `<= ${bar}`, met: value <= bar };
}

/** A number that another is held against. */
export function measured(name: string, value: number, unit: string): Figure {
  return { name, value: rounded(value), unit, bar: "no bar", met: true };
}

export function renderFigure({ name, value, unit, bar, met }: Figure): string {
  return `${met ? "ok  " : "MISS"} ${name}: ${value} ${unit} (${bar})`;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000;
}
