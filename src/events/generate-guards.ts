import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventTypes } from "./catalogue.ts";
import { guardSource } from "./guard-source.ts";

/** Text of guards.generated.ts for the catalogue as it is. `bun src/events/generate-guards.ts` writes it. */
export function generateGuards(): string {
  const entries = Object.entries(eventTypes).map(
    ([name, type]) =>
      `  [\n${JSON.stringify(name)},\n{ version: ${type.version}, critical: ${type.critical}, check: ${guardSource(type.data)} },\n  ],`,
  );
  return `// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by \`bun src/events/generate-guards.ts\` from the schemas of the catalogue. Do not edit.
import type { EventGuards } from "./event-guard.ts";
import { isObject } from "./is-object.ts";

/** Version, criticality and check of every event type, without zod: what the log and the fold need. */
export const eventGuards: EventGuards = new Map([
${entries.join("\n")}
]);
`;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, "guards.generated.ts"), generateGuards());
