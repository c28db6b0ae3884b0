/** Names of the files in an attempt's directory. */
export const attemptFiles = {
  /** StageRunRequest, canonical JSON; stages only. */
  request: "request.json",
  /** LaunchOrder for the supervisor. */
  order: "order.json",
  /** Claim: made by exclusive creation, by whoever may launch the attempt. */
  claim: "claim",
  /** Identities of the supervisor and of each step's process. */
  processes: "processes.json",
  stdout: "stdout.txt",
  stderr: "stderr.txt",
  /** What a driver and its harness said to each other, bounded: the end, and a part of what came before. */
  protocol: "protocol.txt",
  earlierProtocol: "protocol.earlier.txt",
  /** The form of the agent's final answer, for harnesses that hold it to one. */
  answerSchema: "answer.schema.json",
  /** StageResult, written by the agent. */
  result: "result.json",
  /** AttemptOutcome, the supervisor's last word. */
  outcome: "outcome.json",
  /** Request to end the attempt. */
  stop: "stop",
  /** What the supervisor itself had to complain about. */
  complaints: "supervisor.log",
} as const;
