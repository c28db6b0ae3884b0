import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { eventTypes } from "./catalogue.ts";
import { guardSource } from "./guard-source.ts";
import { prosePaths } from "./prose-paths.ts";

const HEAD = `// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by \`bun src/events/generate-guards.ts\` from the schemas of the catalogue. Do not edit.
`;

/** The generated files by their path below src/events: the guards of each area of events, and the map of all. */
export function generateGuards(): ReadonlyMap<string, string> {
  const areas = new Map<string, string[]>();
  for (const [name, type] of Object.entries(eventTypes)) {
    const area = name.split(".")[0] ?? "";
    const prose = prosePaths(type.data);
    const marked = prose.length === 0 ? "" : `, prose: ${JSON.stringify(prose)}`;
    const entry = `  [${JSON.stringify(name)}, { version: ${type.version}, critical: ${type.critical}${marked}, check: ${guardSource(type.data)} }],`;
    areas.set(area, [...(areas.get(area) ?? []), entry]);
  }
  const files = [...areas].map(([area, entries]) => [`guards/${area}.generated.ts`, areaFile(area, entries)] as const);
  return new Map([...files, ["guards.generated.ts", indexFile([...areas.keys()])]]);
}

function areaFile(area: string, entries: string[]): string {
  const body = entries.join("\n");
  const helper = body.includes("isObject(") ? 'import { isObject } from "../is-object.ts";\n' : "";
  return `${HEAD}import type { EventGuard } from "../event-guard.ts";
${helper}
/** Version, criticality and check of the ${area} events. */
export const ${area}Guards: readonly (readonly [string, EventGuard])[] = [
${body}
];
`;
}

function indexFile(areas: string[]): string {
  const imports = areas.map((area) => `import { ${area}Guards } from "./guards/${area}.generated.ts";`);
  return `${HEAD}import type { EventGuards } from "./event-guard.ts";
${imports.join("\n")}

/** Version, criticality and check of every event type, without zod: what the log and the fold need. */
export const eventGuards: EventGuards = new Map([
${areas.map((area) => `  ...${area}Guards,`).join("\n")}
]);
`;
}

if (import.meta.main) {
  for (const [path, text] of generateGuards()) {
    const file = join(import.meta.dirname ?? "", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
