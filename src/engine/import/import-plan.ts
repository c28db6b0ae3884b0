import type { EventData } from "../../events/event.ts";
import type { Setting } from "../../workspace/import/config/map-settings.ts";
import type { Left, Line } from "../../workspace/import/older-workspace.ts";

/** An item as it will be here; `document` are the bytes that it had there. */
export type PlannedItem = { id: string } & Omit<EventData<"item.imported">, "revision">;

/** A run as the one line of it will be here. `directory` is relative to the older tree. */
export type PlannedRun = { id: string; item: string } & EventData<"run.imported">;

/** What bringing an older workspace over would do. Data: it is shown as it is, or carried out. */
export interface ImportPlan {
  line: Line;
  root: string;
  /** The older tree and its configuration, relative to the root. */
  tree: string;
  config: string | null;
  /** In the order in which they will be in the log, which is that of the queue. */
  items: PlannedItem[];
  runs: PlannedRun[];
  settings: Setting[];
  /** The text of the new `millrace.toml`. */
  configText: string;
  /** Why the workspace is paused when it comes in; null when it is not. */
  paused: string | null;
  left: Left[];
}
