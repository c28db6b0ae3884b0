import process from "node:process";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { PRODUCT } from "../../kernel/product.ts";
import type { OperationContext } from "../context.ts";
import { accessFinding } from "./access.ts";
import { diskFindings } from "./disk.ts";
import { type Finding, fine } from "./finding.ts";
import { gitFinding } from "./git.ts";
import { harnessFindings } from "./harness/harness-findings.ts";
import { logFindings } from "./log.ts";
import { looked } from "./looked.ts";
import { mailboxFinding } from "./mailbox.ts";
import { ownerFinding } from "./owner.ts";
import { planFinding } from "./plan.ts";
import { processFinding } from "./processes.ts";
import { sandboxFinding } from "./sandbox.ts";

/** Looks at everything that Millrace needs. Never throws for what it finds; without a workspace it looks at the rest. */
export async function diagnose(context: OperationContext): Promise<Finding[]> {
  const { world } = context;
  const general = [runtimeFinding(), processFinding(world)];
  const found = rootOf(context);
  if (typeof found !== "string") return [...general, found];
  return [
    ...general,
    fine("workspace", found),
    accessFinding(found),
    ...(await looked("owner", found, () => [ownerFinding(world, found)])),
    ...(await looked("log", found, () => logFindings(world, found))),
    ...(await looked("disk", found, () => diskFindings(world, found))),
    ...(await looked("mailbox", found, () => [mailboxFinding(world, found)])),
    ...(await looked("git", found, async () => [await gitFinding(context)])),
    ...(await looked("plan", found, async () => [await planFinding(context)])),
    ...(await looked("sandbox", found, async () => [await sandboxFinding(context)])),
    ...(await looked("harness", found, () => harnessFindings(context))),
  ];
}

function runtimeFinding(): Finding {
  const { versions, platform, arch } = process;
  const runtime = versions.bun ? `Bun ${versions.bun}` : versions.deno ? `Deno ${versions.deno}` : `Node ${versions.node}`;
  return fine("runtime", `${PRODUCT} on ${runtime}, ${platform} ${arch}`);
}

function rootOf(context: OperationContext): string | Finding {
  try {
    return context.root();
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    return { code: "workspace", level: "error", what: error.message, means: "There is nothing to work on", command: error.fix ?? null };
  }
}
