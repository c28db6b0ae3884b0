import { parseArgs } from "node:util";

export interface SimOptions {
  /** Replays this one. */
  readonly seed: number | null;
  readonly scenarios: number;
  /** The first seed. */
  readonly from: number;
  readonly workers: number;
  /** Ends at the first that diverges. */
  readonly first: boolean;
  readonly long: boolean;
  readonly resume: boolean;
  /** One share, for the process that asked for it. */
  readonly part: boolean;
}

export type ParsedOptions =
  | { readonly kind: "options"; readonly options: SimOptions }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly problem: string };

const USAGE = `Usage: bun run sim [options]
Plays crash scenarios of the whole engine, each from one seed. Exit 0 when none diverges, 1 when one does, 2 on a wrong option.

  --seed N        replays seed N, and says what was drawn from it
  --scenarios N   how many to play: 2000, with --long 100000
  --from N        the first seed: 1
  --workers N     processes that play side by side: 1
  --first         ends at the first that diverges
  --long          writes what was found, share by share, into test/sim/record.json and README.md
  --resume        goes on where that record ends`;

const FORM = {
  seed: { type: "string" },
  scenarios: { type: "string" },
  from: { type: "string" },
  workers: { type: "string" },
  first: { type: "boolean", default: false },
  long: { type: "boolean", default: false },
  resume: { type: "boolean", default: false },
  part: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the arguments of `bun run sim`. */
export function parseOptions(args: readonly string[]): ParsedOptions {
  const read = valuesOf(args);
  if (!read.ok) return { kind: "refused", problem: read.problem };
  const { values } = read;
  if (values.help) return { kind: "help", text: USAGE };
  if (values.resume && !values.long) return { kind: "refused", problem: "--resume goes on with a long run: give --long too" };
  const wrong = (["seed", "scenarios", "from", "workers"] as const).find((name) => !isCount(values[name] ?? "1"));
  if (wrong) return { kind: "refused", problem: `--${wrong} wants a whole number from 1 on, not "${values[wrong]}"` };
  const { first, long, resume, part } = values;
  return {
    kind: "options",
    options: {
      seed: values.seed === undefined ? null : Number(values.seed),
      scenarios: Number(values.scenarios ?? (long ? 100_000 : 2000)),
      from: Number(values.from ?? 1),
      workers: Number(values.workers ?? 1),
      first,
      long,
      resume,
      part,
    },
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return { ok: true, values: parseArgs({ args: args.filter((arg) => arg !== "--"), options: FORM }).values } as const;
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) } as const;
  }
}

const isCount = (text: string): boolean => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));
