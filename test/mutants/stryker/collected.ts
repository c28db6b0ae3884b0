/** What a test file registered, in the order in which it did. */
export interface Suite {
  readonly name: string;
  readonly parent: Suite | null;
  readonly skipped: boolean;
  readonly before: Hook[];
  readonly after: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
}

export interface Test {
  /** Path of its file, and the names of its suites and itself. */
  readonly id: string;
  readonly suite: Suite;
  readonly skipped: boolean;
  readonly body: (context: { name: string }) => unknown;
  readonly name: string;
}

export type Hook = () => unknown;

/** A suite without tests. */
export function suiteOf(name: string, parent: Suite | null, skipped: boolean): Suite {
  return { name, parent, skipped, before: [], after: [], beforeEach: [], afterEach: [] };
}

/** A suite and those around it, the outermost first. */
export function chainOf(suite: Suite): Suite[] {
  return suite.parent === null ? [suite] : [...chainOf(suite.parent), suite];
}
