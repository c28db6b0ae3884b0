import type { OperationContext } from "../context.ts";
import { attentionOf } from "../view/attention-of.ts";
import { loopForOf } from "../view/current-plan.ts";
import { ownerAttention } from "../view/owner-attention.ts";
import { readOwner } from "../view/read-owner.ts";
import { withView } from "../view/with-view.ts";
import { diskFindings } from "./disk.ts";
import type { Finding } from "./finding.ts";
import { looked } from "./looked.ts";
import { mailboxFinding } from "./mailbox.ts";

interface Reason {
  level: "degraded" | "failing";
  code: string;
  what: string;
  command: string | null;
}

/** What of `attention` means that nothing can be written. */
const FAILING: ReadonlySet<string> = new Set(["log-missing", "log-damaged", "log-newer"]);

/** The verdict from one view of the workspace, its owner, disk and mailbox. */
export async function healthOf(context: OperationContext) {
  const { world } = context;
  const root = context.root();
  const owner = readOwner(world, root);
  const known = await withView(context, (view) => ({
    asOf: view.asOf,
    crashed: view.head.owner !== null && owner === null,
    live: view.head.runs.size,
    attention: [...ownerAttention(world, owner), ...attentionOf(view, loopForOf(world, root, view.head), world.clock.wall())],
  }));
  const findings = [
    ...(await looked("disk", root, () => diskFindings(world, root))),
    ...(await looked("mailbox", root, () => [mailboxFinding(world, root)])),
  ];
  const reasons: Reason[] = [
    ...known.attention.map(({ code, what, command }) => ({ level: levelOf(code), code, what, command })),
    ...(known.crashed ? [crashed(known.live)] : []),
    ...findings.flatMap(reasonOf),
  ];
  const level = reasons.some((one) => one.level === "failing") ? "failing" : reasons.length > 0 ? "degraded" : "ok";
  return { level: level as "ok" | "degraded" | "failing", asOf: known.asOf === 0 ? null : known.asOf, owner: owner?.role ?? null, reasons };
}

const levelOf = (code: string): Reason["level"] => (FAILING.has(code) ? "failing" : "degraded");

function crashed(live: number): Reason {
  const left = live === 0 ? "" : ` and left ${live} run${live === 1 ? "" : "s"}`;
  return {
    level: "degraded",
    code: "owner-crashed",
    what: `The last owner ended without letting go${left}`,
    command: "millrace start --once",
  };
}

function reasonOf({ code, level, what, command }: Finding): Reason[] {
  if (level !== "warning" && level !== "error") return [];
  return [{ level: level === "error" ? "failing" : "degraded", code, what, command }];
}
