/** What something took at one size of its input. */
export interface Cost {
  size: number;
  millis: number;
}

/** The steepest step from one size to the next. */
export interface Growth {
  /** 1: twice the size takes twice the time; 2: four times. */
  power: number;
  from: number;
  to: number;
}

/** How fast costs grow where they grow fastest. Steps up to `still` milliseconds are left out: there it is the clock that is measured. */
export function growthOf(costs: readonly Cost[], still = 0.02): Growth {
  let steepest: Growth = { power: 0, from: costs[0]?.size ?? 0, to: costs[0]?.size ?? 0 };
  for (const [at, cost] of costs.slice(1).entries()) {
    const before = costs[at];
    if (!before || cost.millis <= still) continue;
    const power = Math.log(cost.millis / Math.max(before.millis, still)) / Math.log(cost.size / before.size);
    if (power > steepest.power) steepest = { power, from: before.size, to: cost.size };
  }
  return steepest;
}
