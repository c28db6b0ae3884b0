import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Param } from "../../operations/params.ts";

/** The value of a text, by the parameter's type. Throws `cli.bad-value`. `as` is how the parameter was named. */
export function readValue(param: Param, text: string, as: string, command: string): string | number | boolean {
  const bad = (expected: string): MillraceError => new MillraceError("cli.bad-value", { name: as, value: text, expected, command });
  switch (param.type) {
    case "integer": {
      const number = Number(text);
      if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) throw bad("it must be a whole number");
      if (param.min !== undefined && number < param.min) throw bad(`it must be at least ${param.min}`);
      if (param.max !== undefined && number > param.max) throw bad(`it must be at most ${param.max}`);
      return number;
    }
    case "boolean":
      if (text === "true" || text === "1") return true;
      if (text === "false" || text === "0") return false;
      throw bad("it is a switch and takes no value but true or false");
    case "choice": {
      if (param.choices.includes(text)) return text;
      const near = nearest(text, param.choices);
      throw bad(`it must be one of ${param.choices.join(", ")}${near ? `; did you mean "${near}"?` : ""}`);
    }
    default:
      return text;
  }
}
