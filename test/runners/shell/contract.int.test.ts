import { runnerContract } from "../contract.ts";

const shell = (...runCommands: string[]) => ({ runner: { name: "shell", argv: [], model: null }, prompt: null, runCommands });

runnerContract({
  name: "shell",
  succeeds: shell("echo one", "echo two"),
  blocks: shell("exit 3"),
  hangs: shell("sleep 300"),
  floods: shell("yes"),
  leaves: shell("setsid sleep 300 &"),
  leaks: shell("echo sesame-open-now; false"),
});
