import { flagOf, type Param, type Params } from "../../operations/params.ts";
import { placeName } from "../arguments/read-arguments.ts";

/** `millrace add-task TITLE [options]`. */
export function synopsis(command: string, params: Params): string {
  const places = Object.entries(params)
    .filter(([, param]) => param.positional !== undefined)
    .sort(([, a], [, b]) => (a.positional ?? 0) - (b.positional ?? 0))
    .map(([name, param]) => (param.required ? placeName(name, param) : `[${placeName(name, param)}]`));
  const required = Object.entries(params)
    .filter(([, param]) => param.positional === undefined && param.required)
    .map(([name, param]) => `--${flagOf(name, param)} ${valueName(name, param)}`);
  const optional = Object.values(params).some((param) => param.positional === undefined && !param.required);
  return ["millrace", command, ...places, ...required, ...(optional ? ["[options]"] : [])].join(" ");
}

/** How help names the value of an option; empty for a switch. */
export function valueName(name: string, param: Param): string {
  if (param.type === "boolean") return "";
  if (param.type === "choice") return param.placeholder ?? param.choices.join("|");
  return param.placeholder ?? (param.type === "integer" ? "N" : name.toUpperCase());
}

/** `Higher is claimed first (default 0, MILLRACE_X)`. */
export function paramText(param: Param): string {
  const notes = [
    ...(param.required && param.positional === undefined ? ["required"] : []),
    ...("default" in param && param.default !== undefined ? [`default ${param.default}`] : []),
    ...(param.type === "string[]" ? ["may be repeated"] : []),
    ...(param.type === "choice" && param.placeholder !== undefined ? [param.choices.join(", ")] : []),
    ...(param.env === undefined ? [] : [`or ${param.env}`]),
  ];
  return notes.length === 0 ? param.summary : `${param.summary} (${notes.join("; ")})`;
}
