import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Item } from "../../state/item.ts";
import type { Attention } from "../schemas/attention.ts";
import { blockedAttention, lastRunOf } from "./blocked-attention.ts";
import { budgetAttention } from "./budget-attention.ts";
import { refusedAttention } from "./refused-attention.ts";
import { resumeCommand } from "./resume-command.ts";
import { type Waiting, waitsOf } from "./wait-of.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** At most so many items of each sort are listed: the list is for a person. */
const LISTED = 100;

/** What needs a person, the gravest first. */
export function attentionOf(view: WorkspaceView, loopFor: Readonly<Record<string, string>> | null, now: number): Attention[] {
  const { head } = view;
  const queued = view.items({ phases: ["queued"], limit: LISTED });
  const waits = waitsOf(view, queued, loopFor);
  return [
    ...logAttention(view),
    ...(head.planProblems.length > 0 ? [planAttention(view)] : []),
    ...(view.planMended ? [mendedPlanAttention()] : []),
    ...[...head.pauses.values()].map(({ source, reason }): Attention => {
      const command = resumeCommand(source);
      return { code: "paused", subject: "runtime", what: `Paused by ${source}`, why: reason ?? "no reason was given", command };
    }),
    ...[...head.runs.values()]
      .filter(({ phase }) => phase === "stuck")
      .map(
        (run): Attention => ({
          code: "run-stuck",
          subject: run.id,
          what: `Run "${run.id}" cannot tell whether its delivery happened`,
          why: `millrace why ${run.id} says what kept it: mend that, and let it be delivered again, or say --outcome committed or failed`,
          command: `millrace resolve ${run.id} --outcome again`,
        }),
      ),
    ...budgetAttention(view, now),
    ...[...head.refusals.values()]
      .slice(0, LISTED)
      .map((refusal) => refusedAttention(refusal, refusal.item === null ? null : view.item(refusal.item))),
    ...view.items({ phases: ["blocked"], limit: LISTED }).map((item) => blockedAttention(item, lastRunOf(view, item), head.policy)),
    ...queued.flatMap((item) => {
      const waiting = waits.get(item.id);
      return waiting?.stuck ? [stuckAttention(item, waiting)] : [];
    }),
  ];
}

function logAttention({ problem }: WorkspaceView): Attention[] {
  if (!problem) return [];
  const what = new MillraceError(problem.code, problem.values).message;
  if (problem.code === "log.missing") {
    const why = "nothing of this workspace is known without it: put millrace-agents/log back from a backup";
    return [{ code: "log-missing", subject: "log", what, why, command: "millrace doctor" }];
  }
  if (problem.code === "log.newer")
    return [{ code: "log-newer", subject: "log", what, why: "a newer millrace wrote it", command: "millrace --version" }];
  return [{ code: "log-damaged", subject: "log", what, why: "what follows cannot be trusted", command: "millrace log repair" }];
}

function planAttention({ head }: WorkspaceView): Attention {
  const [first] = head.planProblems;
  const kept = head.plan === null ? "there is no plan" : "the last good plan stays in force";
  return {
    code: "plan-invalid",
    subject: "plan",
    what: `The plan does not compile: ${first?.message ?? ""}`,
    why: kept,
    command: "millrace compile validate",
  };
}

function mendedPlanAttention(): Attention {
  const why = "the last good plan stays in force until the owner reloads";
  return { code: "plan-mended", subject: "plan", what: "The plan compiles again", why, command: "millrace reload" };
}

function stuckAttention(item: Item, waiting: Waiting): Attention {
  return {
    code: "item-waits-for-ever",
    subject: item.id,
    what: `"${item.id}" ${waiting.text}`,
    why: "it will not pass by itself",
    command: answer(item, waiting),
  };
}

function answer(item: Item, { code, for: other, phase }: Waiting): string {
  if (code === "no-loop") return "millrace modes";
  if (code === "approval") return `millrace approve ${item.id}`;
  if (code !== "dependency" || other === null) return `millrace queue show ${item.id}`;
  switch (phase) {
    case "blocked":
      return `millrace unblock ${other}`;
    case "unknown":
      return `millrace add-task "Title" --id ${other}`;
    case "removed":
    case "archived":
      return `millrace queue edit ${item.id}`;
    default:
      return `millrace retry ${other}`;
  }
}
