import { benchLaunch } from "./launch.bench.ts";
import { type Figure, most, told } from "./support/figure.ts";

/** From a durable result to the first act of the next stage's program, and what a supervisor costs while it runs. */
export async function launchFigures(): Promise<Figure[]> {
  const { spare, cold, noticed, supervisor, floor } = await benchLaunch();
  const p95 = (of: { p95: number }): string => `p95 ${of.p95} ms`;
  const bare = (value: number) => ({ what: "a bare Bun program", value });
  return [
    {
      what: "result durable → next harness, spare",
      measured: spare.p50,
      unit: "ms",
      bar: most(10),
      floor: bare(floor.spare),
      detail: `${p95(spare)}; a child without any supervisor ${floor.child} ms`,
    },
    {
      what: "result durable → next harness, cold",
      measured: cold.p50,
      unit: "ms",
      bar: most(40),
      floor: bare(floor.cold),
      detail: p95(cold),
    },
    {
      what: "result durable → noticed by the owner",
      measured: noticed.p50,
      unit: "ms",
      bar: told("no bar of its own"),
      detail: p95(noticed),
    },
    {
      what: "supervisor, resident",
      measured: supervisor.resident / 1024,
      unit: "MB",
      bar: most(35),
      floor: bare(floor.resident / 1024),
      detail: `${Math.round(supervisor.unshared / 1024)} MB shared with no other process`,
    },
  ];
}
