import * as fs from "node:fs";
import { join, resolve } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { LaunchOrder } from "../launch-order.ts";
import type { Confined } from "../supervisor/confined.ts";
import { bubblewrapArgv } from "./bubblewrap-argv.ts";
import { type Look, madeBefore, planMounts } from "./mounts.ts";
import { proxyVariables } from "./network/bridge.ts";
import type { Gate } from "./network/gate.ts";
import { sandboxFailure } from "./sandbox-failure.ts";
import type { SandboxOrder } from "./sandbox-order.ts";

/** The proxy's socket, in the attempt's directory. */
const GATE = "gate.sock";

/** Puts the steps of an order into its sandbox. To be called in the attempt's directory. Throws the platform's error. */
export async function confine(order: LaunchOrder, sandbox: SandboxOrder, env: Record<string, string>): Promise<Confined> {
  const attempt = fs.realpathSync(".");
  const root = fs.realpathSync(order.root);
  const missing = sandbox.workspace === "read" ? [] : madeBefore.filter((name) => look(join(root, name)) === null);
  for (const name of missing) fs.mkdirSync(join(root, name), { recursive: true });
  for (const path of sandbox.make) if (look(path) === null) fs.mkdirSync(path, { recursive: true, mode: 0o700 });
  const { network } = sandbox;
  const gate = typeof network === "string" ? null : await openedGate(network);
  const needed = [...neededBy(env), ...(network === "all" ? [resolve("/etc", linkOf("/etc/resolv.conf"))] : [])];
  const confinement = {
    program: sandbox.program,
    root,
    superuser: process.getuid?.() === 0,
    network: network === "all",
    gate: gate === null ? null : join(attempt, GATE),
    env: { TMPDIR: "/tmp", ...(gate === null ? {} : proxyVariables) },
  };
  const steps = order.steps.map((step) => {
    const named = step.argv.filter((text) => text.startsWith("/") && look(text) !== null);
    const programs = [...named, ...named.map((path) => fs.realpathSync(path))];
    const mounts = planMounts({ ...sandbox, root, attempt, needed: [...needed, ...programs] }, look);
    return { ...step, argv: bubblewrapArgv({ ...confinement, mounts }, step.argv) };
  });
  return {
    order: { ...order, steps },
    env: realPaths(env, order),
    settle: (end) => ({ ...end, ...sandboxFailure(end, ".") }),
    close: () => gate?.close(),
  };
}

async function openedGate(allowed: readonly string[]): Promise<Gate> {
  const { openGate } = await import("./network/gate.ts");
  fs.rmSync(GATE, { force: true });
  return openGate(GATE, allowed);
}

function neededBy(env: Readonly<Record<string, string>>): string[] {
  return [...(env.PATH ?? "").split(":"), env.HOME ?? ""].filter((path) => path.startsWith("/") && path !== "/");
}

/** Links in the way to the workspace may lie where nothing is visible inside. */
function realPaths(env: Readonly<Record<string, string>>, order: LaunchOrder): Record<string, string> {
  const root = fs.realpathSync(order.root);
  return { ...env, ...Object.fromEntries(Object.entries(order.paths).map(([name, path]) => [name, resolve(root, path)])) };
}

function linkOf(path: string): string {
  try {
    return fs.readlinkSync(path);
  } catch (error) {
    if (isFsError(error)) return path; // no link, or nothing at all
    throw error;
  }
}

const look: Look = (path) => {
  try {
    return fs.statSync(path).isDirectory() ? "directory" : "file";
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
};
