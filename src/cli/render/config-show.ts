import type { configShow } from "../../operations/config-show.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { Paper } from "../text/paper.ts";
import { type Cell, table } from "../text/table.ts";
import { problemLines } from "./compile-validate.ts";

type Setting = OutputOf<typeof configShow>["settings"][number];

/** Settings by section; what differs from the default stands out. */
export function renderConfigShow({ settings, problems, ok }: OutputOf<typeof configShow>, paper: Paper): string {
  if (!ok) return problemLines(problems, paper.red("problem"), paper).join("\n");
  const [only] = settings;
  if (only && settings.length === 1) return oneSetting(only, paper);
  const rows = settings.map(({ key, value, origin, meaning }): Cell[] => {
    const own = origin !== "default";
    return [
      own ? { text: key, style: paper.bold } : key,
      { text: short(valueText(value)), style: own ? paper.green : same },
      own ? { text: origin, style: paper.cyan } : { text: origin, style: paper.dim },
      { text: meaning ?? "", style: paper.dim },
    ];
  });
  return table(["key", "value", "from", "meaning"], rows, paper).join("\n");
}

function oneSetting({ key, value, origin, meaning, part, ...setting }: Setting, paper: Paper): string {
  const effect = part === "policy" ? "takes effect at once" : "makes a new plan, which new runs follow";
  return [
    `${paper.bold(key)} = ${paper.green(valueText(value))}`,
    `from      ${origin}${origin === "default" || setting.default === null ? "" : `; the default is ${valueText(setting.default)}`}`,
    ...(meaning === null ? [] : [`meaning   ${meaning}`]),
    `a change  ${effect}`,
  ].join("\n");
}

/** A value as TOML writes it. */
export function valueText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(valueText).join(", ")}]` : JSON.stringify(value);
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
const same = (text: string): string => text;
