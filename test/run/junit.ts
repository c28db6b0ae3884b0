export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The files of which at least one test is in the report. */
  readonly files: ReadonlySet<string>;
}

const element = /<testsuite\s([^>]*)>|<testcase\s([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g;

/**
 * Counts the tests in a JUnit report of `bun test` or `deno test`.
 * Deno reports a suite as a test, and its tests as `suite > test` beside it, under the file of its own runner: only the innermost count.
 */
export function readJunit(xml: string): TestReport {
  const files = new Set<string>();
  const cases: { readonly name: string; readonly body: string }[] = [];
  let suite = "";
  for (const [, suiteTag, caseTag, , body = ""] of xml.matchAll(element)) {
    if (suiteTag !== undefined) suite = attribute(suiteTag, "file") || attribute(suiteTag, "name");
    if (caseTag === undefined) continue;
    files.add((attribute(caseTag, "file") || suite).replace(/^\.\//, ""));
    cases.push({ name: attribute(caseTag, "name"), body });
  }
  const suites = new Set(/<testsuites[^>]*name="deno test"/.test(xml) ? cases.flatMap(({ name }) => outerNames(name)) : []);
  const tests = cases.filter(({ name }) => !suites.has(name));
  const failed = tests.filter(({ body }) => /<(failure|error)\b/.test(body)).length;
  const skipped = tests.filter(({ body }) => /<skipped\b/.test(body)).length;
  return { passed: tests.length - failed - skipped, failed, skipped, files };
}

/** `a > b > c` lies within `a` and `a > b`. */
function outerNames(name: string): string[] {
  const parts = name.split(" > ");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(" > "));
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, entity: string) => entities[entity] ?? "",
  );
