import { sandboxHere } from "../runners/sandbox/sandbox-here.ts";
import { benchSandbox } from "./sandbox.bench.ts";
import { type Figure, told } from "./support/figure.ts";

/** What a sandbox adds to an attempt; nothing where none can be made. */
export async function sandboxFigures(): Promise<Figure[]> {
  if (!sandboxHere()) return [];
  const { attempt, supervisor } = await benchSandbox();
  const bar = told("no bar of its own: a sandbox is asked for");
  const floor = { what: "without a sandbox", value: attempt.without };
  const resident = (kilobytes: number): string =>
    `supervisor ${Math.round(kilobytes / 1024)} MB, ${Math.round(supervisor.without / 1024)} without`;
  return [
    { what: "attempt in a sandbox", measured: attempt.all, unit: "ms", floor, bar, detail: resident(supervisor.all) },
    { what: "attempt in a sandbox without network", measured: attempt.none, unit: "ms", floor, bar },
    { what: "attempt in a sandbox with named hosts", measured: attempt.hosts, unit: "ms", floor, bar, detail: resident(supervisor.hosts) },
  ];
}
