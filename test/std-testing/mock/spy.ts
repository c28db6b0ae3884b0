import { MockError } from "./mock-error.ts";
import { type AnyFunction, type MethodName, replaceMethod } from "./replace-method.ts";

/** One call that a spy saw: either `returned` or `error` is set. A promise is kept as it was returned. */
export interface SpyCall<Args extends unknown[] = unknown[], Returned = unknown> {
  readonly self: unknown;
  readonly args: Args;
  readonly returned?: Returned;
  readonly error?: unknown;
}

export interface Spy<Args extends unknown[] = unknown[], Returned = unknown> {
  (...args: Args): Returned;
  readonly original: (...args: Args) => Returned;
  readonly calls: SpyCall<Args, Returned>[];
  readonly restored: boolean;
  /** Puts the original method back. Throws `MockError` for a spy of a plain function, or when it was restored before. */
  restore(): void;
  [Symbol.dispose](): void;
}

/** Records the calls of nothing, of a function, or of a method (which it replaces until `restore`). */
export function spy(): Spy<unknown[], void>;
export function spy<Args extends unknown[], Returned>(original: (...args: Args) => Returned): Spy<Args, Returned>;
export function spy<Target extends object, Name extends MethodName<Target>>(
  target: Target,
  name: Name,
): Target[Name] extends (...args: infer Args) => infer Returned ? Spy<Args, Returned> : never;
export function spy(target: object | AnyFunction = () => undefined, name?: PropertyKey): Spy<never[]> | Spy {
  if (name !== undefined) return replaceMethod(target, name, (original, restore) => recording(original, restore));
  if (typeof target !== "function") throw new MockError("Cannot spy: neither a function nor a method name was given");
  return recording(target as AnyFunction, undefined);
}

/** A spy whose calls go on to `original`. `putBack` is absent where there is nothing to restore. */
export function recording(original: AnyFunction, putBack: (() => void) | undefined, behaviour: AnyFunction = original): Spy {
  const calls: SpyCall[] = [];
  let restored = false;
  const restore = (): void => {
    if (!putBack) throw new MockError("Cannot restore: the spy replaced no method");
    if (restored) throw new MockError("Cannot restore: the method was restored before");
    putBack();
    restored = true;
  };
  const call = function (this: unknown, ...args: unknown[]): unknown {
    try {
      const returned = behaviour.apply(this, args);
      calls.push({ self: this, args, returned });
      return returned;
    } catch (error) {
      calls.push({ self: this, args, error });
      throw error;
    }
  };
  return Object.defineProperties(call as Spy, {
    original: { value: original },
    calls: { value: calls },
    restored: { get: () => restored },
    restore: { value: restore },
    [Symbol.dispose]: { value: () => (restored || !putBack ? undefined : restore()) },
  });
}
