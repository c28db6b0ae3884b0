import process from "node:process";
import type { World } from "../../kernel/world.ts";
import { type Finding, fine } from "./finding.ts";

/** Whether processes that leave their group can be found by the token in their environment (proc_pid_environ(5)). */
export function processFinding({ proc, fs }: World): Finding {
  const self = proc.self();
  const known = proc.identify(self.pid)?.started === self.started;
  if (known && fs.facts("/proc/self/environ") !== null)
    return fine(
      "processes",
      "Processes are found by identity, by token and by an inherited mark; not what another service (systemd-run, docker, cron) starts for a stage",
    );
  return {
    code: "processes",
    level: "warning",
    what: `${process.platform} does not show the environment of processes`,
    means: "A process that leaves its stage's group cannot be found by its token and may outlive its stage",
    command: null,
  };
}
