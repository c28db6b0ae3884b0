import type { World } from "../../kernel/world.ts";
import type { Refusal } from "../../state/state.ts";
import type { Documents } from "../../workspace/documents/documents.ts";
import type { Owned } from "../own-workspace.ts";

/** What taking documents in works with, and what it finds. */
export interface IntakeDesk {
  world: World;
  owned: Owned;
  documents: Documents;
  /** What this look found that cannot be taken, by path. */
  found: Map<string, Omit<Refusal, "at">>;
  onNote: (note: string) => void;
}
