import type { EventOf } from "../../events/event.ts";
import { counted } from "../../kernel/counted.ts";
import type { Sentences } from "./sentences.ts";
import { because, oneLine, shortHash, took } from "./words.ts";

type RunEvents =
  | `run.${"started" | "prepared" | "moved" | "verified" | "waiting" | "phase" | "concluded" | "finished" | "imported" | "redacted" | "undone"}`
  | `attempt.${"requested" | "started" | "ended" | "lost"}`
  | `delivery.${"intended" | "settled"}`
  | "timer.fired";

/** Events of runs, their attempts and their delivery. */
export const runSentences: Sentences<RunEvents> = {
  "run.started": ({ subject, run, data }) => {
    const after = data.previous === null ? "" : `, after run "${data.previous}"`;
    return `Run "${run}" of "${subject}" began in loop ${data.loop} at ${data.position.stage}, on plan ${shortHash(data.plan)}${after}`;
  },
  "run.prepared": ({ data }) => {
    if (data.baseline.length === 0) return "The tree before the first stage was recorded; there is no check to run on it";
    const green = data.baseline.filter(({ passed }) => passed).map(({ check }) => `"${check}"`);
    const already = green.length === 0 ? "none was green already" : `already green, and so no proof: ${green.join(", ")}`;
    return `${counted(data.baseline.length, "check")} ran on the tree before the first stage; ${already}`;
  },
  "attempt.requested": ({ attempt, data }) =>
    `Attempt "${attempt}" was requested: ${data.stage} by ${data.runner}, visit ${data.visit}, try ${data.try}${data.session === undefined ? "" : `, going on with session ${data.session}`}`,
  "attempt.started": ({ attempt, data }) => `Attempt "${attempt}" was launched by supervisor ${data.pid}`,
  "attempt.ended": (event) => attemptEnded(event),
  "attempt.lost": ({ attempt, data }) =>
    `Attempt "${attempt}" was lost after ${took(data.millis)} (${data.failure})${because(data.detail)}`,
  "run.verified": ({ data }) => {
    if (data.evidence.length === 0) return "No check was required";
    const failed = data.evidence.filter(({ passed }) => !passed);
    if (failed.length === 0) return `The runtime ran ${counted(data.evidence.length, "required check")}: all passed`;
    const told = failed.map(({ check, exit, timedOut }) => `"${check}" ${timedOut ? "timed out" : `exited with ${exit}`}`);
    return `The runtime ran ${counted(data.evidence.length, "required check")}: ${told.join(", ")}`;
  },
  "run.moved": ({ data }) => `${verdict(data)}, so the run went on to ${data.to.stage}`,
  "run.concluded": ({ data }) => `${verdict(data)}, so the loop ended in ${data.final}: the item is ${data.outcome} (${data.reason})`,
  "run.waiting": ({ data }) => `The run waits ${took(data.after)} before the visit is tried again${because(data.reason)}`,
  "run.phase": ({ data }) => `The run went from ${data.from} to ${data.to} (${data.event})${because(data.reason)}`,
  "run.finished": ({ run, data }) =>
    `Run "${run}" finished as ${data.outcome} after ${counted(data.attempts, "attempt")} in ${took(data.millis)} (${data.reason})${because(data.detail)}`,
  "run.imported": ({ run, subject, data }) =>
    `Run "${run}" of "${subject}" came from Millrace ${data.line} as ${data.outcome} after ${counted(data.stages, "stage")}; its record is in ${data.directory}${because(data.reason)}`,
  "run.redacted": ({ run, data }) =>
    `A text was overwritten in ${counted(data.files.length, "file")} that run "${run}" had left${because(data.reason)}`,
  "run.undone": ({ run, data }) => {
    const left = data.left === 0 ? "" : `; ${counted(data.left, "path")} could not be`;
    return `The files of run "${run}" were put back to what they were before it: ${data.written} written, ${data.removed} removed${left}; what was there is kept as tree ${shortHash(data.salvage.id)}`;
  },
  "delivery.intended": ({ data }) => `Delivery by ${data.kind} was intended for tree ${data.tree ? shortHash(data.tree.id) : "(none)"}`,
  "delivery.settled": ({ data }) => {
    const commit = data.commit === null ? "" : ` as ${shortHash(data.commit)}`;
    return `${DELIVERED[data.outcome]}${commit}${because(data.detail)}`;
  },
  "timer.fired": ({ data }) => `The timer "${data.timer}" came due${data.late > 1000 ? `, ${took(data.late)} late` : ""}`,
};

const DELIVERED = {
  committed: "The work was committed",
  unchanged: "There was nothing to commit",
  left: "Nothing was delivered",
  failed: "The delivery failed",
  unknown: "What became of the delivery is not known",
} as const;

function attemptEnded({ attempt, data }: EventOf<"attempt.ended">): string {
  const said = data.claimed === null ? `gave no usable terminal (${data.failure ?? "unknown"})` : `reported ${data.claimed}`;
  const failed = data.claimed !== null && data.failure !== null ? ` but failed (${data.failure})` : "";
  const marked = data.protectedChanged.length > 0 ? `; it changed protected files: ${data.protectedChanged.slice(0, 3).join(", ")}` : "";
  const strayed = data.outsideChanged?.length ? `; it changed files outside its paths: ${data.outsideChanged.slice(0, 3).join(", ")}` : "";
  const words = oneLine(data.summary || data.detail);
  const used = !data.usage ? "" : `, with ${usedText(data.usage)}`;
  return `Attempt "${attempt}" ${said}${failed} after ${took(data.millis)}, changing ${counted(data.changed.length, "file")}${used}${marked}${strayed}${words ? `: ${words}` : ""}`;
}

function usedText({ input, output, costUsd }: NonNullable<EventOf<"attempt.ended">["data"]["usage"]>): string {
  return `${counted(input + output, "token")}${costUsd === null ? " at no known price" : ` for $${costUsd.toFixed(4)}`}`;
}

function verdict(data: { visit: number; from: string; claimed: string | null; effective: string; failure: string | null }): string {
  const { visit, from, claimed, effective, failure } = data;
  if (claimed === effective) return `Visit ${visit}: ${from} reported ${effective}`;
  return `Visit ${visit}: ${from} claimed ${claimed ?? "nothing"}, which counts as ${effective}${failure === null ? "" : ` (${failure})`}`;
}
