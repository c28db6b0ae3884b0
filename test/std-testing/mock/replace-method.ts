import { MockError } from "./mock-error.ts";
import type { Spy } from "./spy.ts";

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** The names of those properties of `Target` that are functions. */
export type MethodName<Target> = {
  [Key in keyof Target]-?: Target[Key] extends (...args: never[]) => unknown ? Key : never;
}[keyof Target];

const replaced = new WeakMap<object, Set<PropertyKey>>();

/** Puts a spy in the place of a method, and hands the spy what undoes it. An inherited method is shadowed, then uncovered again. */
export function replaceMethod(target: object, name: PropertyKey, make: (original: AnyFunction, putBack: () => void) => Spy): Spy {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== "function") throw new MockError(`Cannot replace "${String(name)}": it is not a method`);
  const names = replaced.get(target) ?? new Set();
  if (names.has(name)) throw new MockError(`Cannot replace "${String(name)}": it is replaced already`);
  const own = Object.getOwnPropertyDescriptor(target, name);
  if (own?.configurable === false) throw new MockError(`Cannot replace "${String(name)}": the property is not configurable`);

  const putBack = (): void => {
    names.delete(name);
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  };
  const made = make(original as AnyFunction, putBack);
  Object.defineProperty(target, name, { value: made, configurable: true, writable: true, enumerable: own?.enumerable ?? false });
  replaced.set(target, names.add(name));
  return made;
}
