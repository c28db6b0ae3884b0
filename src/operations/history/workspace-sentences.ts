import { counted } from "../../kernel/counted.ts";
import type { Sentences } from "./sentences.ts";
import { because, shortHash } from "./words.ts";

type WorkspaceEvents =
  | "workspace.created"
  | "workspace.imported"
  | "owner.acquired"
  | "owner.released"
  | "intake.refused"
  | "intake.cleared"
  | "runtime.moved"
  | "plan.compiled"
  | "plan.rejected"
  | "policy.changed"
  | "command.settled"
  | "log.marked"
  | "log.pruned"
  | "log.redacted"
  | "log.repaired"
  | "log.salvaged"
  | "text.redacted";

/** Events of the workspace, its owner, plan and log. */
export const workspaceSentences: Sentences<WorkspaceEvents> = {
  "workspace.created": ({ data }) => `The workspace "${data.name}" was created by ${data.product}`,
  "workspace.imported": ({ data }) =>
    `${counted(data.items, "item")} and ${counted(data.runs, "run")} were carried over from Millrace ${data.line}, whose tree is ${data.original}; ${counted(data.left.length, "thing")} could not be`,
  "owner.acquired": ({ data, epoch }) => `Process ${data.pid} took the workspace (${data.role}, ${data.product}), epoch ${epoch}`,
  "owner.released": ({ data }) => `The owner let the workspace go${because(data.reason)}`,
  "intake.refused": ({ subject, data }) => `${subject} could not be taken in: ${data.problem}`,
  "intake.cleared": ({ subject, data }) => `${subject} needs nothing any more${because(data.reason)}`,
  "runtime.moved": ({ data }) => {
    const source = data.source === null ? "" : ` by ${data.source}`;
    return `The runtime went from ${data.from} to ${data.to} (${data.event}${source})${because(data.reason)}`;
  },
  "plan.compiled": ({ data }) =>
    `Plan ${shortHash(data.plan)} of mode ${data.mode}${data.chosenBy === undefined ? "" : ` (chosen by ${data.chosenBy})`} came into force, with ${Object.keys(data.loops).join(", ")}`,
  "plan.rejected": ({ data }) =>
    `The plan did not compile (${counted(data.problems.length, "problem")}): ${data.problems[0]?.message ?? ""}; ${data.kept === null ? "there is none to keep" : `${shortHash(data.kept)} stays in force`}`,
  "policy.changed": ({ data }) => {
    const { maxRuns, runsPerItem, attemptsPerDay } = data.policy;
    const { tokensPerDay, usdPerDay, usdPerItem, prices = {} } = data.policy;
    const money = [
      ...(tokensPerDay === undefined ? [] : [`, ${tokensPerDay} tokens a day`]),
      ...(usdPerDay === undefined ? [] : [`, $${usdPerDay} a day`]),
      ...(usdPerItem === undefined ? [] : [`, $${usdPerItem} for each item`]),
      ...(Object.keys(prices).length === 0 ? [] : [`; prices of ${Object.keys(prices).join(", ")}`]),
    ];
    return `The policy is: ${counted(maxRuns, "run")} at once, ${counted(runsPerItem, "run")} for each item, ${attemptsPerDay === 0 ? "no limit of" : attemptsPerDay} attempts a day${money.join("")}`;
  },
  "command.settled": ({ data, subject }) =>
    data.status === "applied"
      ? `The command ${subject} had nothing to change`
      : `The command ${subject} was refused (${data.code ?? "no code"})`,
  "log.marked": () => "Everything before this is durable",
  "log.pruned": ({ data }) =>
    `${data.segments === 0 ? "" : `Events up to ${data.throughSeq} and `}${counted(data.runs, "run directory", "run directories")} were moved to the archive ${data.archive.name}`,
  "log.redacted": ({ data }) =>
    `${counted(data.texts.length, "text")} of event ${data.seq} were taken out of the log${because(data.reason)}`,
  "log.repaired": ({ data }) => `${data.bytes} torn bytes at the end of the log were moved to ${data.moved}${because(data.reason)}`,
  "log.salvaged": ({ data }) =>
    `The log was salvaged up to event ${data.lastGood}; ${counted(data.lost, "line")} after it are only in ${data.from}${because(data.reason)}`,
  "text.redacted": ({ data }) => `The text ${shortHash(data.blob)}, which plans name, was taken out of the log${because(data.reason)}`,
};
