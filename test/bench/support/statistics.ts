/** The value below which `share` of the values lie (nearest rank), e.g. 0.95. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** "p50 0.12, p95 0.30, max 0.41" in the unit of the values. */
export function spread(values: readonly number[]): string {
  return `p50 ${digits(median(values))}, p95 ${digits(percentile(values, 0.95))}, max ${digits(Math.max(...values))}, n ${values.length}`;
}

/** Three significant digits, grouped by thousands. */
export function digits(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en").replaceAll(",", " ");
  return String(Number(value.toPrecision(3)));
}
