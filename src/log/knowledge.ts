import type { EventGuards } from "../events/event-guard.ts";
import { eventGuards } from "../events/guards.generated.ts";
import { type Upcasters, upcasters } from "../events/upcast.ts";

/** The event types that a reader knows, and how it reads older versions of them. */
export interface Knowledge {
  guards: EventGuards;
  upcasters: Upcasters;
}

/** What this version knows. */
export const currentKnowledge: Knowledge = { guards: eventGuards, upcasters };
