const facts = ["src/log", "src/state", "src/work", "src/events", "src/kernel"];
const ground = ["src/runners", "src/workspace", "src/plan", ...facts, "machines"];
const core = ["src/engine", "src/delivery", "publish", ...ground];
const surface = ["src/operations", ...core, "assets"];

/**
 * Which layer may import which; a layer may always import from itself. Imports point downward. `type x`: types of x only.
 * A folder that is not named here is a finding, so that a new one is placed on purpose.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  machines: [],
  assets: [],
  "package.json": [],
  "src/kernel": ["package.json"],
  "src/events": ["src/kernel", "type machines"],
  "src/work": ["src/events", "src/kernel"],
  "src/state": ["src/work", "src/events", "src/kernel", "type machines"],
  "src/log": ["src/state", "src/work", "src/events", "src/kernel"],
  "src/plan": [...facts, "machines", "assets"],
  "src/workspace": ["src/plan", ...facts, "type machines", "assets"],
  "src/runners": ["src/workspace", "src/plan", ...facts, "type machines"],
  "src/delivery": ground,
  publish: ["src/delivery", ...ground],
  "src/engine": ["src/delivery", "publish", ...ground],
  "src/operations": [...core, "assets"],
  "src/cli": ["src/api", "src/tui", "src/gateway", ...surface],
  "src/api": surface,
  "src/tui": surface,
  "src/gateway": surface,
  "src/build": ["src/kernel", "assets"],
  "millrace.ts": ["src/cli", "src/runners", "src/kernel"],
};

/** The layer of a file; undefined where the table has none. `assets/demo` is a program of its own that uses the product from outside. */
export function layerOf(path: string): string | undefined {
  const [first = "", second = ""] = path.split("/");
  const name = first === "src" ? `src/${second}` : first;
  return Object.hasOwn(layers, name) ? name : undefined;
}

/** Files whose imports the table governs. */
export const isLayered = (path: string): boolean =>
  /^(src|machines|publish|assets)\/|^millrace\.ts$/.test(path) && !path.startsWith("assets/demo/");

/** Layers in which nothing reaches the world: they import no `node:*` and read no clock, randomness or process. */
export const isPure = (path: string): boolean => /^(machines|src\/state|src\/work|src\/engine\/decide)[/.]/.test(path);
