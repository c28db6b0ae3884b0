import * as fs from "node:fs";
import { join } from "node:path";
import { loadNativeCalls } from "../../kernel/real/proc-native.ts";
import { attemptFiles } from "../attempt-files.ts";
import { endWithOwner } from "./end-with-owner.ts";
import { receiveOrder } from "./receive-order.ts";
import { rehearse } from "./rehearse.ts";
import { supervise } from "./supervise.ts";

/**
 * The supervisor's role of the executable: `__supervise <attempt directory>`, or `__supervise --spare <pid of the owner>` to be
 * told on standard input later. Never returns. Exits with 0 after its outcome is durable or when the attempt was not its to
 * launch, and with 1 when it broke down (the reason is in supervisor.log).
 */
export async function superviseMain(argv: readonly string[]): Promise<never> {
  const [what, owner] = argv;
  if (what === undefined) process.exit(2);
  const release = what === "--spare" ? endWithOwner(Number(owner)) : () => undefined;
  const native = await loadNativeCalls();
  native.becomeSubreaper();
  if (what === "--spare") await rehearse(native);
  const order = what === "--spare" ? await receiveOrder() : { directory: what, env: ownEnvironment() };
  if (!order) process.exit(0);
  release();
  try {
    await supervise(order.directory, order.env, native);
  } catch (error) {
    complain(order.directory, error);
    process.exit(1);
  }
  process.exit(0);
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function complain(directory: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    fs.appendFileSync(join(directory, attemptFiles.complaints), `${text}\n`);
  } catch {
    process.stderr.write(`${text}\n`); // the directory itself is the trouble
  }
}
