/** What became of one case with one adapter. */
export interface CaseResult {
  adapter: string;
  name: string;
  result: "passed" | "failed" | "skipped";
  seconds: number;
}

const NAME_WIDTH = 78;
const order = ["shell", "command", "codex_cli", "claude_code", "pi_rpc", "acp"];

/** The lines of a table: a row for each case, a column for each adapter; seconds where it holds, "–" where it does not apply. */
export function contractRows(results: readonly CaseResult[]): string[] {
  const adapters = [...new Set(results.map(({ adapter }) => adapter))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const names = [...new Set(results.map(({ name }) => name))];
  const row = (name: string, cells: readonly string[]): string =>
    [
      name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 1)}…` : name.padEnd(NAME_WIDTH),
      ...cells.map((cell) => cell.padStart(11)),
    ].join(" ");
  const cellOf = (name: string, adapter: string): string => {
    const found = results.find((one) => one.name === name && one.adapter === adapter);
    if (!found) return "–";
    return found.result === "passed" ? `${found.seconds.toFixed(1)} s` : found.result;
  };
  return [
    row("case", adapters),
    ...names.map((name) =>
      row(
        name,
        adapters.map((adapter) => cellOf(name, adapter)),
      ),
    ),
  ];
}
