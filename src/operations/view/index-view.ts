import type { IndexReader } from "../../workspace/index/index-reader.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** A view by the index, which stands at the log's end: nothing is torn or damaged. */
export function indexView(index: IndexReader): WorkspaceView {
  return {
    asOf: index.asOf,
    durable: index.asOf,
    head: index.head(),
    planMended: false,
    counts: () => index.counts(),
    items: (filter) => index.items(filter),
    item: (id) => index.item(id),
    finishedRuns: (filter) => index.finishedRuns(filter),
    torn: null,
    problem: null,
  };
}
