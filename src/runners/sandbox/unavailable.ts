import { spawnSync } from "node:child_process";
import process from "node:process";
import type { Environment } from "../child-environment.ts";
import { findOutside } from "./find-outside.ts";

/** Why there can be no sandbox here, and what to do about it. */
export interface Unavailable {
  why: string;
  fix: string;
}

const TRY_MILLIS = 10_000;
const OTHERWISE = "or write enabled = false under [sandbox]";

/**
 * Why sandboxes cannot be made on this machine, found by making one; null when they can. `hosts`: with a network that is a list
 * of hosts. `root` is the workspace, whose programs are not trusted.
 */
export function sandboxUnavailable(env: Environment, root: string, { hosts }: { hosts: boolean }): Unavailable | null {
  if (process.platform !== "linux") {
    return { why: `A sandbox is made by bubblewrap, on Linux; this is ${process.platform}`, fix: "Write enabled = false under [sandbox]" };
  }
  const program = findOutside("bwrap", env.PATH, root);
  if (program === null) {
    return { why: "There is no bubblewrap (bwrap) in PATH outside of the workspace", fix: `apt-get install bubblewrap, ${OTHERWISE}` };
  }
  const test = ["--unshare-user", "--unshare-ipc", "--unshare-pid", ...(hosts ? ["--unshare-net"] : [])];
  const files = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"];
  const ran = spawnSync(program, [...test, ...files, "--", program, "--version"], {
    env: { PATH: env.PATH },
    timeout: TRY_MILLIS,
    encoding: "utf8",
  });
  if (ran.error || ran.status !== 0) {
    const said =
      (ran.stderr ?? "").trim().split("\n")[0] ||
      (ran.error && "code" in ran.error ? String(ran.error.code) : `exit code ${ran.status ?? "unknown"}`);
    const fix = `Allow user namespaces to this user (sysctl kernel.unprivileged_userns_clone, user.max_user_namespaces; in a container its own settings), ${OTHERWISE}`;
    return { why: `bubblewrap cannot make a sandbox here: ${said}`, fix };
  }
  if (hosts && findOutside("socat", env.PATH, root) === null) {
    return {
      why: "A network of named hosts needs socat, which is not in PATH",
      fix: 'apt-get install socat, or write network = "none" or "all"',
    };
  }
  return null;
}

/** What bubblewrap says of its version, e.g. "bubblewrap 0.8.0"; null where it does not run. */
export function bubblewrapVersion(env: Environment, root: string): string | null {
  const program = findOutside("bwrap", env.PATH, root);
  const ran = program === null ? null : spawnSync(program, ["--version"], { timeout: TRY_MILLIS, encoding: "utf8" });
  return ran?.status === 0 ? ran.stdout.trim() : null;
}
