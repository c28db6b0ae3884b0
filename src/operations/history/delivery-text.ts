/** What became of a delivery: `committed 0123456789ab`, `left: the plan delivers nothing`. */
export function deliveryText({ outcome, commit, detail }: { outcome: string; commit: string | null; detail: string }): string {
  const what = commit === null ? outcome : `${outcome} ${commit.slice(0, 12)}`;
  return detail === "" ? what : `${what}: ${detail}`;
}
