import * as node from "node:test";

/** What a test is told about itself. */
export interface TestContext {
  readonly name: string;
}

export interface TestOptions {
  /** Registered and reported, but not run. */
  readonly ignore?: boolean;
  /** With `bun test --only`, nothing but such tests runs. */
  readonly only?: boolean;
}

export type TestBody = (context: TestContext) => void | Promise<void>;
export type SuiteBody = () => void;

export interface Registrar<Body> {
  (name: string, body: Body): void;
  (name: string, options: TestOptions, body: Body): void;
}

export interface Variants<Body> extends Registrar<Body> {
  readonly only: Registrar<Body>;
  readonly skip: Registrar<Body>;
  readonly ignore: Registrar<Body>;
}

type Register<Body> = (name: string, options: TestOptions, body: Body) => void;

const registrar =
  <Body>(register: Register<Body>, forced: TestOptions): Registrar<Body> =>
  (name: string, ...rest: [Body] | [TestOptions, Body]): void => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    register(name, { ...options, ...forced }, body);
  };

const variants = <Body>(register: Register<Body>): Variants<Body> =>
  Object.assign(registrar(register, {}), {
    only: registrar(register, { only: true }),
    skip: registrar(register, { ignore: true }),
    ignore: registrar(register, { ignore: true }),
  });

// Only what is asked for is handed on: a present `skip: false` is not the same as none on every runtime.
const toNode = (options: TestOptions): { skip?: true; only?: true } => ({
  ...(options.ignore ? { skip: true } : {}),
  ...(options.only ? { only: true } : {}),
});

/** Groups tests. The body registers them and must not be asynchronous. */
export const describe: Variants<SuiteBody> = variants((name, options, body) => {
  node.describe(name, toNode(options), body);
});

/** One test. It fails when its body throws or its promise rejects. */
export const it: Variants<TestBody> = variants((name, options, body) => {
  node.it(name, toNode(options), async (context) => {
    await body({ name: context.name });
  });
});

type Hook = () => unknown;

/** Runs once before the tests of the enclosing suite. */
export const beforeAll = (hook: Hook): void => node.before(async () => void (await hook()));

/** Runs once after the tests of the enclosing suite. */
export const afterAll = (hook: Hook): void => node.after(async () => void (await hook()));

/** Runs before each test of the enclosing suite, outer suites first. */
export const beforeEach = (hook: Hook): void => node.beforeEach(async () => void (await hook()));

/** Runs after each test of the enclosing suite, also when it failed. */
export const afterEach = (hook: Hook): void => node.afterEach(async () => void (await hook()));
