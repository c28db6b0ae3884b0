import { runnerContract } from "../contract.ts";

const command = (script: string) => ({ runner: { name: "command", argv: ["sh", "-c", script], model: null } });
const result = (terminal: string, summary: string) =>
  `printf '{"schema":"millrace.stage-result.v1","terminal":"${terminal}","summary":"${summary}"}' > "$MILLRACE_RESULT"`;

runnerContract({
  name: "command",
  succeeds: command(result("BUILDER_COMPLETE", "done")),
  blocks: command(result("BLOCKED", "no way in")),
  hangs: command("cat; sleep 300"),
  floods: command("yes"),
  leaves: command(`setsid sleep 300 & ${result("BUILDER_COMPLETE", "done")}`),
  leaks: command(result("BUILDER_COMPLETE", `the key is sesame-open-now ${"x".repeat(5000)}`)),
});
