interface Common {
  /** What it is for, in one line without a final period. */
  summary: string;
  required?: true;
  /** Place among the arguments of the command line, from 0; absent for options. A list takes all that is left. */
  positional?: number;
  /** The option's name on the command line, without dashes, where it is not the parameter's own. */
  flag?: string;
  /** One letter. */
  short?: string;
  /** Environment variable that is read where the option is absent. */
  env?: string;
  /** How help names the value, e.g. CMD. */
  placeholder?: string;
  /** Makes the operation go on until it is interrupted, or belongs to that; a surface that answers once does not have it. */
  follows?: true;
}

/** One parameter of an operation, as plain data: flags, help, JSON Schema and the zod schema are made from it. */
export type Param = Common &
  (
    | { type: "string"; default?: string }
    | { type: "integer"; default?: number; min?: number; max?: number }
    /** False unless given. */
    | { type: "boolean" }
    /** Given any number of times; empty unless given. */
    | { type: "string[]" }
    | { type: "choice"; choices: readonly string[]; default?: string }
  );

/** Parameters by the name that JSON uses. */
export type Params = Readonly<Record<string, Param>>;

type ValueOf<P> = P extends { type: "boolean" }
  ? boolean
  : P extends { type: "integer" }
    ? number
    : P extends { type: "string[]" }
      ? string[]
      : P extends { type: "choice"; choices: readonly (infer Choice)[] }
        ? Choice
        : string;

type IsPresent<P> = P extends { required: true } | { default: string | number } | { type: "boolean" | "string[]" } ? true : false;

/** The input of an operation: what is absent and has no default is undefined. */
export type InputOf<P extends Params> = {
  [Name in keyof P]: IsPresent<P[Name]> extends true ? ValueOf<P[Name]> : ValueOf<P[Name]> | undefined;
};

/** The option's name on the command line, without dashes. */
export function flagOf(name: string, param: Param): string {
  return param.flag ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
