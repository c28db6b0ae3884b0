// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuards } from "./event-guard.ts";
import { attemptGuards } from "./guards/attempt.generated.ts";
import { commandGuards } from "./guards/command.generated.ts";
import { deliveryGuards } from "./guards/delivery.generated.ts";
import { intakeGuards } from "./guards/intake.generated.ts";
import { itemGuards } from "./guards/item.generated.ts";
import { logGuards } from "./guards/log.generated.ts";
import { ownerGuards } from "./guards/owner.generated.ts";
import { planGuards } from "./guards/plan.generated.ts";
import { policyGuards } from "./guards/policy.generated.ts";
import { publishGuards } from "./guards/publish.generated.ts";
import { runGuards } from "./guards/run.generated.ts";
import { runtimeGuards } from "./guards/runtime.generated.ts";
import { textGuards } from "./guards/text.generated.ts";
import { timerGuards } from "./guards/timer.generated.ts";
import { workspaceGuards } from "./guards/workspace.generated.ts";

/** Version, criticality and check of every event type, without zod: what the log and the fold need. */
export const eventGuards: EventGuards = new Map([
  ...attemptGuards,
  ...commandGuards,
  ...deliveryGuards,
  ...intakeGuards,
  ...itemGuards,
  ...logGuards,
  ...ownerGuards,
  ...planGuards,
  ...policyGuards,
  ...publishGuards,
  ...runGuards,
  ...runtimeGuards,
  ...textGuards,
  ...timerGuards,
  ...workspaceGuards,
]);
