import type { Notice } from "../../workspace/documents/report.ts";
import type { IntakeDesk } from "./desk.ts";

/** Tells what was done to documents; what was set aside needs a person. */
export function noteNotices({ found, onNote }: IntakeDesk, notices: readonly Notice[]): void {
  for (const { type, item, path, reason } of notices) {
    if (type === "set-aside") found.set(path, { path, kind: "conflict", item, problem: reason, fix: "Use it or remove it" });
    else onNote(`${path} was ${type}: ${reason}`);
  }
}
