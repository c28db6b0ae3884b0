import { spawnSync } from "node:child_process";
import process from "node:process";

/** Whether sandboxes can be made on this machine. `.ci/run` installs what they need, so there its absence is an error. */
export function sandboxHere(): boolean {
  const { error, status } = spawnSync("bwrap", ["--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "true"]);
  if (error && process.env.CI === "true") throw new Error("There is no bwrap: apt-get install bubblewrap socat");
  return status === 0;
}
