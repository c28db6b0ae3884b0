import { chainOf, type Hook, type Suite, suiteOf, type Test } from "./collected.ts";

interface Options {
  readonly ignore?: boolean;
}
type Rest<Body> = [Body] | [Options, Body];

/** Stands in for `@std/testing/bdd`: keeps the tests that files register, so that they can be run again and again in one process. */
export class Collector {
  readonly tests: Test[] = [];
  #suite: Suite = suiteOf("", null, false);

  /** All that is registered until the next call belongs to that file. */
  beginFile(file: string): void {
    this.#suite = suiteOf(file, null, false);
  }

  /** What test files import. */
  bdd(): Record<string, unknown> {
    const variants = <Body>(register: (name: string, skipped: boolean, body: Body) => void): unknown => {
      const as =
        (forced: boolean) =>
        (name: string, ...rest: Rest<Body>): void => {
          const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
          register(name, forced || options.ignore === true, body);
        };
      return Object.assign(as(false), { only: as(false), skip: as(true), ignore: as(true) });
    };
    const hook =
      (kind: "before" | "after" | "beforeEach" | "afterEach") =>
      (body: Hook): void =>
        void this.#suite[kind].push(body);
    return {
      describe: variants<() => void>((name, skipped, body) => this.#describe(name, skipped, body)),
      it: variants<Test["body"]>((name, skipped, body) => this.#it(name, skipped, body)),
      beforeAll: hook("before"),
      afterAll: hook("after"),
      beforeEach: hook("beforeEach"),
      afterEach: hook("afterEach"),
    };
  }

  #describe(name: string, skipped: boolean, body: () => void): void {
    const outer = this.#suite;
    this.#suite = suiteOf(name, outer, skipped || outer.skipped);
    body();
    this.#suite = outer;
  }

  #it(name: string, skipped: boolean, body: Test["body"]): void {
    const path = [...chainOf(this.#suite).map((suite) => suite.name), name].join(" > ");
    const same = this.tests.filter(({ id }) => id === path || id.startsWith(`${path} #`)).length;
    const id = same === 0 ? path : `${path} #${same + 1}`;
    this.tests.push({ id, name, suite: this.#suite, skipped: skipped || this.#suite.skipped, body });
  }
}
