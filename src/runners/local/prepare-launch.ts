import { join, posix } from "node:path";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { sha256 } from "../../kernel/sha256.ts";
import type { Launch } from "../adapter.ts";
import { adapterNamed, adapterNames } from "../adapters.ts";
import { attemptFiles } from "../attempt-files.ts";
import type { StageOrder } from "../contract/stage-dispatch.ts";
import type { StageRunRequest } from "../contract/stage-run-request.ts";
import type { LaunchOrder } from "../launch-order.ts";
import { tokenVariable } from "../process-tree.ts";
import { resolveSandbox } from "../sandbox/resolve-sandbox.ts";
import type { SandboxOrder } from "../sandbox/sandbox-order.ts";
import { treeMark } from "../tree-mark.ts";
import { attemptToken } from "./marks.ts";
import type { Local } from "./options.ts";

/** What a launch needs beside the order file: the environment, which is never written to disk. */
export interface PreparedLaunch {
  order: LaunchOrder;
  /** Text of request.json; null for a check. */
  request: string | null;
  /** Further files of the attempt's directory, by their names. */
  files: Readonly<Record<string, string>>;
}

/** Turns an order into what the supervisor reads, or says why it cannot be launched. Reads only the prompt. */
export function prepareLaunch(local: Local, order: StageOrder): PreparedLaunch | { detail: string } {
  const sandbox = sandboxOf(local, order);
  if (sandbox !== undefined && "refused" in sandbox) return { detail: `its sandbox cannot be made: ${sandbox.refused}` };
  const inSandbox = sandbox === undefined ? {} : { sandbox };
  if (order.kind === "check") {
    const launch = { steps: [{ argv: ["sh", "-c", order.command], heading: null }], stdin: null, merge: true };
    return { order: { ...launchOrder(local, order, launch, order.limits, order.env.set), ...inSandbox }, request: null, files: {} };
  }
  const { request } = order;
  const adapter = adapterNamed(request.runner.name);
  if (!adapter) return { detail: `there is no runner "${request.runner.name}"; there are ${adapterNames.join(", ")}` };
  const wrong = promptProblem(local, request);
  if (wrong !== null) return { detail: wrong };
  const prepared = adapter.prepare(request);
  if ("refused" in prepared) return { detail: prepared.refused };
  const { files = {}, ...launch } = prepared;
  const made = launchOrder(local, order, launch, request.limits, request.env.set, request.resultPath);
  return { order: { ...made, ...inSandbox }, request: canonicalJson(request), files };
}

function sandboxOf({ root, env }: Local, order: StageOrder): SandboxOrder | { refused: string } | undefined {
  const { sandbox, env: stage } = order.kind === "stage" ? order.request : order;
  return sandbox && resolveSandbox(sandbox, { root, env, set: stage.set });
}

function launchOrder(
  local: Local,
  order: StageOrder,
  launch: Omit<Launch, "files">,
  limits: StageRunRequest["limits"],
  env: Record<string, string>,
  resultPath = posix.join(order.directory, attemptFiles.result),
): LaunchOrder {
  return {
    schema: "millrace.launch-order.v1",
    kind: order.kind,
    attempt: order.attempt,
    epoch: order.epoch,
    mark: treeMark(attemptToken(local, order.attempt)),
    root: posix.relative(order.directory, ".") || ".",
    ...launch,
    env: {
      ...env,
      MILLRACE_ATTEMPT: order.attempt,
      MILLRACE_WORKSPACE_TOKEN: local.token,
      [tokenVariable]: attemptToken(local, order.attempt),
    },
    paths: {
      MILLRACE_WORKSPACE: ".",
      MILLRACE_ATTEMPT_DIR: order.directory,
      ...(order.kind === "stage" && { MILLRACE_REQUEST: posix.join(order.directory, attemptFiles.request), MILLRACE_RESULT: resultPath }),
    },
    keep: [attemptFiles.request, posix.relative(order.directory, resultPath)],
    limits: {
      timeoutMillis: Math.round(limits.timeoutSeconds * 1000),
      graceMillis: Math.round(limits.graceSeconds * 1000),
      outputBytes: limits.outputBytes,
    },
  };
}

function promptProblem(local: Local, { prompt }: StageRunRequest): string | null {
  if (!prompt) return null;
  try {
    const found = sha256(local.fs.read(join(local.root, prompt.path)));
    return found === prompt.hash ? null : `prompt "${prompt.path}" has hash ${found}, not ${prompt.hash}`;
  } catch (error) {
    if (isFsError(error)) return `prompt "${prompt.path}" cannot be read: ${error.code}`;
    throw error;
  }
}
