import type { FrozenLoop } from "../frozen-loop.ts";
import { edgesOf } from "./edges.ts";
import { limitsText } from "./limits-text.ts";
import type { LiveState } from "./live-state.ts";
import { stateOrder } from "./state-order.ts";

/** The loop as a Mermaid `stateDiagram-v2`: transitions labelled by terminals and limits, the live state marked. */
export function loopMermaid(loop: FrozenLoop, live: LiveState | null = null): string {
  const order = stateOrder(loop);
  const kinds = Object.keys(loop.entries).sort();
  const limits = limitsText(loop, live);
  const lines = [
    `%% ${loop.id} version ${loop.version}${limits === "" ? "" : `, limits: ${limits}`}`,
    "stateDiagram-v2",
    ...order.map((name) => `  state "${title(loop, name)}" as ${id(name)}`),
    ...kinds.map((kind) => `  [*] --> ${id(loop.entries[kind] ?? "")} : ${entities(kind)}`),
    ...edgesOf(loop).flatMap(({ from, to, labels }) => labels.map((label) => arrow(from, to, label))),
    ...order.filter((name) => "type" in (loop.config.states[name] ?? {})).map((name) => `  ${id(name)} --> [*]`),
    ...(live && order.includes(live.stage)
      ? ["  classDef live stroke-width:4px,stroke:#1d4ed8,fill:#dbeafe", `  class ${id(live.stage)} live`]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** Mermaid has reserved words (`state`, `end`, `note` …), so no name is an id as it stands. */
function id(name: string): string {
  return `s_${name.replace(/[^A-Za-z0-9_]/g, "_")}`;
}

function title(loop: FrozenLoop, name: string): string {
  const state = loop.config.states[name];
  if (state && "output" in state) return entities(`${name} (item ${state.output.item}, ${state.output.reason})`);
  return entities(loop.stages[name]?.verifies ? `${name} (verifies)` : name);
}

function arrow(from: string, to: string, label: string): string {
  return `  ${id(from)} --> ${id(to)}${label === "" ? "" : ` : ${entities(label)}`}`;
}

/** Mermaid's entities: these characters would end a label or become markup. */
function entities(text: string): string {
  return text.replace(/[#;:"<>&\n]/g, (character) => `#${character.charCodeAt(0)};`);
}
