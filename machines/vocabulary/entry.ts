import type { LoopContext } from "./context.ts";

/** `counter` and `stage` are names; `limit` is a whole number of at least zero. */
export type ParamKind = "counter" | "limit" | "stage";
export type ParamKinds = Readonly<Record<string, ParamKind>>;
export type Params = Readonly<Record<string, string | number>>;
type ParamsOf<K extends ParamKinds> = { readonly [P in keyof K]: K[P] extends "limit" ? number : string };

interface Entry {
  /** `name@version`: how a loop's JSON names the entry. */
  readonly key: string;
  readonly params: ParamKinds;
  /** Stands for the meaning in a loop's hash. An entry never changes meaning: a new meaning is a new version. */
  readonly fingerprint: string;
}
export interface GuardEntry extends Entry {
  readonly holds: (context: LoopContext, params: Params) => boolean;
}
export interface ActionEntry extends Entry {
  readonly apply: (context: LoopContext, params: Params) => LoopContext;
}

interface Spec<K extends ParamKinds> {
  readonly name: string;
  readonly version: number;
  readonly params: K;
  /** The meaning as one formula over the context, without reference to the code. */
  readonly meaning: string;
}

export function defineGuard<const K extends ParamKinds>(
  spec: Spec<K> & { readonly holds: (context: LoopContext, params: ParamsOf<K>) => boolean },
): GuardEntry {
  return { ...entry(spec), holds: (context, params) => spec.holds(context, params as ParamsOf<K>) };
}

export function defineAction<const K extends ParamKinds>(
  spec: Spec<K> & { readonly apply: (context: LoopContext, params: ParamsOf<K>) => LoopContext },
): ActionEntry {
  return { ...entry(spec), apply: (context, params) => spec.apply(context, params as ParamsOf<K>) };
}

function entry(spec: Spec<ParamKinds>): Entry {
  const key = `${spec.name}@${spec.version}`;
  const params = Object.entries(spec.params).map(([name, kind]) => `${name}:${kind}`);
  return { key, params: spec.params, fingerprint: `${key}(${params.join(",")}) ${spec.meaning}` };
}
