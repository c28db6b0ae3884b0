import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJunit } from "../junit.ts";
import { complaint, type Finished, runProcess } from "../run-process.ts";
import { failure, type Outcome, outcome } from "../step.ts";

export interface Runner {
  readonly name: string;
  readonly argv: (report: string) => readonly [string, ...string[]];
  /** Given where the report does not name the files: reads from the output those of which a test ran. The output is then shown only after a failure. */
  readonly filesIn?: (output: string) => ReadonlySet<string>;
}

/** Runs files, and counts their tests by the runner's JUnit report. A file of which no test ran is a failure. */
export async function runTests({ name, argv, filesIn }: Runner, files: readonly string[], limitSeconds: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-test-run-"));
  const path = join(folder, "report.xml");
  try {
    const [program, ...args] = argv(path);
    const finished = await runProcess([program, ...args, ...files.map((file) => `./${file}`)], limitSeconds, filesIn !== undefined);
    const result = judge(name, files, finished, limitSeconds, existsSync(path) ? readFileSync(path, "utf8") : undefined, filesIn);
    if (result.failed > 0 && finished.output) console.log(endOf(finished.output));
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From Deno's list of errors on; where it has none, the last lines. */
function endOf(output: string): string {
  const errors = output.search(/^ ERRORS $/m);
  return errors < 0 ? output.split("\n").slice(-60).join("\n") : output.slice(errors);
}

function judge(
  name: string,
  files: readonly string[],
  finished: Finished,
  limitSeconds: number,
  report: string | undefined,
  filesIn: Runner["filesIn"],
): Outcome {
  const ending = complaint(name, finished, limitSeconds);
  if (report === undefined) return failure(`${ending ?? name} and left no report`);
  const { passed, failed, skipped, files: reported } = readJunit(report);
  const ran = filesIn?.(finished.output) ?? reported;
  const silent = files.filter((file) => !ran.has(file)).map((file) => `${file}: no test of it ran`);
  const problems = ending && failed + silent.length === 0 ? [ending] : silent;
  return outcome({ passed, failed: failed + problems.length, skipped, problems });
}
