/** Orders closer than this are spread anew, and then at least this far: a fraction of an order keeps 20 bits. */
const CLOSEST = 2 ** -20;
const ROOMY = 2 ** -10;

interface Row {
  /** Rising orders of those that stay. */
  orders: readonly number[];
  /** How many of them come before the new ones. */
  at: number;
  /** How many come in. */
  count: number;
  /** No order may be above it: what is added later gets a greater one. */
  top: number;
}

/**
 * The orders of a row once others have come in. Those that stay keep theirs, unless there is no room left between two of
 * them: then as few around the place as give room are spread evenly.
 */
export function spread({ orders, at, count, top }: Row): number[] {
  let first = at;
  let end = at;
  for (let reach = 1; ; reach *= 2) {
    const size = count + end - first;
    const low = orders[first - 1];
    const high = orders[end];
    const step = low === undefined ? 1 : high === undefined ? Math.min(1, (top - low) / size) : (high - low) / (size + 1);
    if (step >= (first === end ? CLOSEST : ROOMY)) {
      const start = low ?? (high === undefined ? top + 1 : high) - step * (size + 1);
      const within = Array.from({ length: size }, (_, index) => start + step * (index + 1));
      if (high === undefined && low !== undefined)
        for (let index = 0; index < size; index++) within[index] = top - step * (size - 1 - index);
      return [...orders.slice(0, first), ...within, ...orders.slice(end)];
    }
    first = Math.max(0, at - reach);
    end = Math.min(orders.length, at + reach);
  }
}
