import { join } from "node:path";
import { replaceFile } from "../../kernel/replace-file.ts";
import { sha256 } from "../../kernel/sha256.ts";
import type { FrozenFile, StageBinding } from "../../plan/frozen-plan.ts";
import type { NamedFile, StageRunRequest } from "../../runners/contract/stage-run-request.ts";
import { tokenPrice } from "../../state/policy.ts";
import { required } from "../../state/require.ts";
import type { Run, Tree } from "../../state/run.ts";
import { documentPath } from "../../workspace/directory-of.ts";
import { resumeOf } from "../decide/resume-of.ts";
import { attemptDirectory } from "./attempt-directory.ts";
import { attemptLimits } from "./attempt-limits.ts";
import type { EffectContext } from "./context.ts";
import { earlierVisit } from "./earlier-visit.ts";
import { type Earlier, stagePrompt } from "./stage-prompt.ts";

/**
 * The request for the next try of a run's present visit. Writes its prompt and skills into the attempt's directory. `changed`: the
 * paths that earlier attempts of the visit changed.
 */
export function buildRequest(context: EffectContext, run: Run, tree: Tree, changed: readonly string[]): StageRunRequest {
  const { state, plans } = context.store;
  const { plan, loops } = plans.get(run.plan);
  const { stage } = run.position;
  const rule = loops.get(run.loop)?.loop.stages[stage];
  const binding = plan.stages[`${run.loop}/${stage}`];
  if (!rule || !binding) throw new Error(`Plan ${run.plan} binds no stage ${run.loop}/${stage}`);
  const item = required(state.items, run.item, "item");
  const number = run.tries + 1;
  const attempt = `${run.id}.${run.visit}.${number}`;
  const directory = attemptDirectory(run.id, attempt);
  const skills = binding.skills.map((file) => frozenCopy(context, directory, "skills", file));
  const session = resumeOf(run, binding.runner, plan.limits.interruptionsPerVisit);
  const price = tokenPrice(state.policy.prices ?? {}, binding.model ?? binding.runner);
  const request: StageRunRequest = {
    schema: "millrace.stage-request.v1",
    attempt,
    run: run.id,
    visit: run.visit,
    try: number,
    item: {
      id: item.id,
      kind: item.kind,
      title: item.fields.title,
      revision: run.revision,
      document: documentPath(item.kind, "active", item.id) ?? "",
    },
    plane: run.lane,
    loop: run.loop,
    stage,
    legalTerminals: [...rule.terminals],
    successTerminal: rule.terminals.find((terminal) => rule.resultClass[terminal] === "success") ?? rule.terminals[0] ?? "",
    verifies: rule.verifies ?? false,
    plan: run.plan,
    runner: runnerOrder(binding),
    prompt: null,
    skills,
    tree,
    directory,
    resultPath: `${directory}/result.json`,
    checks: item.fields.checks,
    runCommands: item.fields.run,
    fixCommands: item.fields.fix,
    previous: run.visits.map((visit, index) => earlierVisit(run, visit, index === run.visits.length - 1)),
    limits: attemptLimits(state, item, binding, context.clock.wall()),
    env: { allow: [...plan.env.allow, ...(binding.variables ?? [])], set: binding.env },
    ...(binding.sandbox === undefined ? {} : { sandbox: binding.sandbox }),
    ...(session === null ? {} : { resume: { session: session.id, attempt: session.attempt, usage: session.usage } }),
    ...(price === null ? {} : { price }),
  };
  return { ...request, prompt: writePrompt(context, request, binding, run.failed ? { failed: run.failed, changed } : null) };
}

function runnerOrder({ runner, argv, model, effort, permission, extraArgs, structuredResult }: StageBinding): StageRunRequest["runner"] {
  return {
    name: runner,
    argv,
    model,
    ...(effort === undefined ? {} : { effort }),
    ...(permission === undefined ? {} : { permission }),
    ...(extraArgs === undefined ? {} : { extraArgs }),
    ...(structuredResult === undefined ? {} : { structured: structuredResult }),
  };
}

function writePrompt(context: EffectContext, request: StageRunRequest, binding: StageBinding, earlier: Earlier | null): NamedFile | null {
  if (binding.entrypoint === null) return null;
  const entrypoint = context.store.plans.text(binding.entrypoint.hash);
  // Whoever goes on with a conversation has been told it all; the file is for one that was cut off before it heard.
  const instructions = request.resume ? write(context, `${request.directory}/instructions.md`, entrypoint).path : null;
  const text = stagePrompt(instructions === null ? { text: entrypoint } : { path: instructions }, request, earlier);
  return write(context, `${request.directory}/prompt.md`, text);
}

function frozenCopy(context: EffectContext, directory: string, folder: string, file: FrozenFile): NamedFile {
  return write(context, `${directory}/${folder}/${file.path.split("/").slice(-2).join("-")}`, context.store.plans.text(file.hash));
}

function write(context: EffectContext, path: string, text: string): NamedFile {
  const absolute = join(context.layout.root, path);
  context.fs.makeDirectory(join(absolute, ".."));
  replaceFile(context.fs, absolute, text, { durable: false });
  return { path, hash: sha256(text) };
}
