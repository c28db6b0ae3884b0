import type { OutputOf } from "../../operations/define-operation.ts";
import type { runtimeStop } from "../../operations/runtime-stop.ts";
import { renderRuntimeChange } from "./runtime-change.ts";

/** What pause, resume, stop and reload say. */
export const runtimeChanges = {
  pause: renderRuntimeChange("paused", () => "no new stage is begun, those under way go on; millrace resume lifts it"),
  resume: renderRuntimeChange("resumed", () => "work goes on unless another pause stands"),
  stop: renderRuntimeChange("stopping", ({ now }: OutputOf<typeof runtimeStop>) =>
    now ? "the owner ends, and the stages under way with it" : "the owner ends after the stages under way; --now ends those too",
  ),
  reload: renderRuntimeChange("reloaded", () => "runs that begin from now on follow the new plan"),
};
