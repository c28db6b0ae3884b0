import { type AnyFunction, type MethodName, replaceMethod } from "./replace-method.ts";
import { recording, type Spy } from "./spy.ts";

type StubOf<Method> = Method extends (...args: infer Args) => infer Returned ? Spy<Args, Returned> : never;
type BodyOf<Method> = Method extends (...args: infer Args) => infer Returned ? (...args: Args) => Returned : never;

/** Replaces a method until `restore`; without a body it returns undefined. The calls are recorded. */
export function stub<Target extends object, Name extends MethodName<Target>>(
  target: Target,
  name: Name,
  body?: BodyOf<Target[Name]>,
): StubOf<Target[Name]> {
  const behaviour: AnyFunction = body ?? (() => undefined);
  return replaceMethod(target, name, (original, putBack) => recording(original, putBack, behaviour)) as StubOf<Target[Name]>;
}
