import type { Paper } from "./text/paper.ts";
import { plainData } from "./text/plain.ts";
import { wrap } from "./text/wrap.ts";

/** Makes the text of a result, for people. Each takes the result of its own operation. */
type Renderer = (result: never, paper: Paper) => string;

const renderers: Readonly<Record<string, () => Promise<Renderer>>> = {
  "api.serve": async () => (await import("./render/api-serve.ts")).renderApiServe,
  attention: async () => (await import("./render/attention.ts")).renderAttention,
  "compile.graph": async () => (await import("./render/compile-graph.ts")).renderCompileGraph,
  "compile.show": async () => (await import("./render/compile-show.ts")).renderCompileShow,
  "compile.validate": async () => (await import("./render/compile-validate.ts")).renderCompileValidate,
  "config.set": async () => (await import("./render/config-edit.ts")).renderConfigEdit,
  "config.show": async () => (await import("./render/config-show.ts")).renderConfigShow,
  "config.unset": async () => (await import("./render/config-edit.ts")).renderConfigEdit,
  "config.validate": async () => (await import("./render/config-validate.ts")).renderConfigValidate,
  completion: async () => (await import("./render/completion.ts")).renderCompletion,
  "completion.words": async () => (await import("./render/completion.ts")).renderCompletionWords,
  "doctor.fix": async () => (await import("./render/doctor-fix.ts")).renderDoctorFix,
  health: async () => (await import("./render/health.ts")).renderHealth,
  "doctor.probe": async () => (await import("./render/doctor.ts")).renderDoctor,
  doctor: async () => (await import("./render/doctor.ts")).renderDoctor,
  "item.cancel": async () => (await import("./render/applied.ts")).renderApplied,
  "item.retry": async () => (await import("./render/applied.ts")).renderApplied,
  "item.approve": async () => (await import("./render/applied.ts")).renderApplied,
  "item.unblock": async () => (await import("./render/applied.ts")).renderApplied,
  "log.events": async () => (await import("./render/logs.ts")).renderLogs,
  "log.redact": async () => (await import("./render/log-redact.ts")).renderLogRedact,
  prune: async () => (await import("./render/prune.ts")).renderPrune,
  "log.repair": async () => (await import("./render/log-repair.ts")).renderLogRepair,
  "log.verify": async () => (await import("./render/log-verify.ts")).renderLogVerify,
  loops: async () => (await import("./render/loops.ts")).renderLoops,
  modes: async () => (await import("./render/modes.ts")).renderModes,
  "queue.reorder": async () => (await import("./render/applied.ts")).renderApplied,
  "queue.edit": async () => (await import("./render/applied.ts")).renderApplied,
  "queue.retarget": async () => (await import("./render/applied.ts")).renderApplied,
  "incident.resolve": async () => (await import("./render/applied.ts")).renderApplied,
  "run.resolve": async () => (await import("./render/applied.ts")).renderApplied,
  "spec.add": async () => (await import("./render/task-add.ts")).renderTaskAdd,
  "idea.add": async () => (await import("./render/task-add.ts")).renderTaskAdd,
  "probe.add": async () => (await import("./render/task-add.ts")).renderTaskAdd,
  "learning.add": async () => (await import("./render/task-add.ts")).renderTaskAdd,
  "queue.archive": async () => (await import("./render/queue-archive.ts")).renderQueueArchive,
  "queue.list": async () => (await import("./render/queue-list.ts")).renderQueueList,
  "queue.remove": async () => (await import("./render/applied.ts")).renderApplied,
  "queue.repair-lineage": async () => (await import("./render/queue-repair-lineage.ts")).renderQueueRepairLineage,
  "queue.show": async () => (await import("./render/queue-show.ts")).renderQueueShow,
  replay: async () => (await import("./render/replay.ts")).renderReplay,
  "run.timeline": async () => (await import("./render/timeline.ts")).renderTimeline,
  export: async () => (await import("./render/export.ts")).renderExport,
  "run.fork": async () => (await import("./render/fork.ts")).renderFork,
  "state.diff": async () => (await import("./render/diff.ts")).renderDiff,
  "run.provenance": async () => (await import("./render/run-provenance.ts")).renderRunProvenance,
  "runs.diff": async () => (await import("./render/runs-diff.ts")).renderRunsDiff,
  "runs.salvage": async () => (await import("./render/runs-salvage.ts")).renderRunsSalvage,
  "publish.preflight": async () => (await import("./render/publish-preflight.ts")).renderPublishPreflight,
  "publish.approve": async () => (await import("./render/publish-steps.ts")).renderPublishApprove,
  "publish.commit": async () => (await import("./render/publish-steps.ts")).renderPublishCommit,
  "publish.push": async () => (await import("./render/publish-steps.ts")).renderPublishPush,
  "publish.tag": async () => (await import("./render/publish-steps.ts")).renderPublishTag,
  "publish.status": async () => (await import("./render/publish-steps.ts")).renderPublishStatus,
  "publish.history": async () => (await import("./render/publish-steps.ts")).renderPublishHistory,
  "publish.sync": async () => (await import("./render/publish-sync.ts")).renderPublishSync,
  "runs.undo": async () => (await import("./render/runs-undo.ts")).renderRunsUndo,
  "runs.list": async () => (await import("./render/runs-list.ts")).renderRunsList,
  "runs.show": async () => (await import("./render/runs-show.ts")).renderRunsShow,
  "runs.tail": async () => (await import("./render/runs-tail.ts")).renderRunsTail,
  "runtime.pause": async () => (await import("./render/runtime-changes.ts")).runtimeChanges.pause,
  "runtime.reload": async () => (await import("./render/runtime-changes.ts")).runtimeChanges.reload,
  "runtime.resume": async () => (await import("./render/runtime-changes.ts")).runtimeChanges.resume,
  "runtime.start": async () => (await import("./render/runtime-start.ts")).renderRuntimeStart,
  "runtime.stop": async () => (await import("./render/runtime-changes.ts")).runtimeChanges.stop,
  status: async () => (await import("./render/status.ts")).renderStatus,
  "task.add": async () => (await import("./render/task-add.ts")).renderTaskAdd,
  "task.add-many": async () => (await import("./render/task-add-many.ts")).renderTaskAddMany,
  upgrade: async () => (await import("./render/upgrade.ts")).renderUpgrade,
  why: async () => (await import("./render/why.ts")).renderWhy,
  "workspace.init": async () => (await import("./render/workspace-init.ts")).renderWorkspaceInit,
};

/** What programs take, or a program wrote: its lines are not broken. */
const verbatim: ReadonlySet<string> = new Set(["queue.show", "runs.tail", "runs.diff", "completion", "completion.words", "compile.graph"]);

/** The operations that have a text for people. */
export const rendered: readonly string[] = Object.keys(renderers);

/** Makes the text of a piece of a result; "" for a piece that says nothing to people. */
export type PartRenderer = (part: never, paper: Paper) => string;

/** `screen`: each piece tells everything, and replaces the last one. */
const partRenderers: Readonly<Record<string, () => Promise<{ render: PartRenderer; screen: boolean }>>> = {
  "log.events": async () => ({ render: (await import("./render/logs.ts")).renderLogPart, screen: false }),
  "runs.tail": async () => ({ render: (await import("./render/runs-tail.ts")).renderTailPart(), screen: false }),
  status: async () => ({ render: (await import("./render/status.ts")).renderStatusPart, screen: true }),
};

/** How the pieces of an operation's result are told; operations that give none say nothing. */
export async function partRendererOf(name: string): Promise<{ render: PartRenderer; screen: boolean }> {
  return (await partRenderers[name]?.()) ?? { render: () => "", screen: false };
}

/** The result of an operation for a person. What agents and documents say cannot steer the terminal. */
export async function render(name: string, result: unknown, paper: Paper): Promise<string> {
  const load = renderers[name];
  if (!load) throw new Error(`Operation ${name} has no text for people`);
  const text = (await load())(plainData(result) as never, paper);
  const shown = verbatim.has(name) ? text : wrap(text, paper.columns);
  return shown === "" || shown.endsWith("\n") ? shown : `${shown}\n`;
}
