import { type Figure, most, told } from "./support/figure.ts";
import { benchTrees } from "./trees.bench.ts";

/** Recording the tree of a repository with 10 000 files, as is done before and after every attempt. */
export async function treesFigures(): Promise<Figure[]> {
  const { first, reopened, unchanged, changed, keepTwo, commit, manifest } = await benchTrees();
  return [
    {
      what: "tree of 10 000 files, unchanged",
      measured: unchanged.p50,
      unit: "ms",
      bar: most(100),
      detail: `p95 ${unchanged.p95} ms; the bar is the runtime's own`,
    },
    {
      what: "tree of 10 000 files, ten changed",
      measured: changed.p50,
      unit: "ms",
      bar: told("no bar"),
      detail: `p95 ${changed.p95} ms; first ${first} ms, reopened ${reopened} ms, keep two ${keepTwo} ms, commit ${commit} ms`,
    },
    {
      what: "manifest of 10 000 files, unchanged",
      measured: manifest.unchanged,
      unit: "ms",
      bar: told("no bar"),
      detail: `first ${manifest.first} ms`,
    },
  ];
}
