import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemProc } from "../../../kernel/real/proc.ts";
import { sha256 } from "../../../kernel/sha256.ts";
import type { World } from "../../../kernel/world.ts";
import type { BoundHarness } from "../../../plan/stages/bound-harnesses.ts";
import type { StageReport } from "../../../runners/contract/stage-report.ts";
import type { StageRunRequest } from "../../../runners/contract/stage-run-request.ts";
import { createLocalDispatch } from "../../../runners/local-dispatch.ts";

/** What a probe may take at most. */
export const probeLimits = { seconds: 60, tokens: 100_000 } as const;

const TERMINAL = "PROBE_OK";
const PROMPT = `Nothing is to be done: read nothing, run nothing, write nothing. Answer with this line and nothing else:\n\n### ${TERMINAL}\n`;

/**
 * Sends one tiny request through a harness, by the same way as a stage: its adapter, a supervisor, its environment, in an empty
 * directory that is removed afterwards. Null when `signal` ended it.
 */
export async function probeHarness(
  { fs, clock, env }: Pick<World, "fs" | "clock" | "env">,
  bound: BoundHarness,
  model: string | null,
  signal: AbortSignal,
): Promise<StageReport | null> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "millrace-probe-")));
  const request = requestOf(bound, model);
  mkdirSync(join(root, request.directory));
  writeFileSync(join(root, request.directory, "prompt.md"), PROMPT);
  const dispatch = createLocalDispatch({ root, token: sha256(root).slice(0, 32), fs, clock, proc: systemProc, env });
  const ref = { attempt: request.attempt, directory: request.directory };
  try {
    const started = await dispatch.start({ ...ref, kind: "stage", epoch: 1, request });
    if (started.type !== "started") return failed(started.type === "failed" ? started.detail : started.reason);
    const end = await dispatch.ended(ref, signal);
    return end.type === "ended" ? end.report : failed(end.detail);
  } catch (error) {
    if (!signal.aborted) throw error;
    return null;
  } finally {
    await dispatch.stop(ref, 1000);
    dispatch.close();
    rmSync(root, { recursive: true, force: true });
  }
}

function requestOf({ runner, argv, stages, allow, set }: BoundHarness, model: string | null): StageRunRequest {
  const { effort, extraArgs, structuredResult } = stages[0]?.binding ?? {};
  return {
    schema: "millrace.stage-request.v1",
    attempt: "doctor.1.1",
    run: "doctor",
    visit: 1,
    try: 1,
    item: { id: "doctor", kind: "probe", title: "Does the model answer?", revision: sha256(PROMPT), document: "probe/prompt.md" },
    plane: "execution",
    loop: "doctor",
    stage: "probe",
    legalTerminals: [TERMINAL],
    successTerminal: TERMINAL,
    verifies: false,
    plan: sha256(""),
    runner: { name: runner, argv: [...argv], model, effort, extraArgs, structured: structuredResult, permission: "report" },
    prompt: { path: "probe/prompt.md", hash: sha256(PROMPT) },
    skills: [],
    tree: null,
    directory: "probe",
    resultPath: "probe/result.json",
    checks: [],
    runCommands: [],
    fixCommands: [],
    previous: [],
    limits: { timeoutSeconds: probeLimits.seconds, graceSeconds: 1, outputBytes: 1024 * 1024, tokens: probeLimits.tokens },
    env: { allow: [...allow], set: { ...set } },
  };
}

function failed(detail: string): StageReport {
  const nothing = { claimed: null, exit: null, signal: null, millis: 0, outputBytes: 0, usage: null, artifacts: [], summary: "" };
  return { ...nothing, failure: "spawn_failed", detail };
}
