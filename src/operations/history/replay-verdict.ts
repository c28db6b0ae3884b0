import type { Divergence } from "../../engine/replay/divergence.ts";
import { verifyReplay } from "../../engine/replay/verify-replay.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Trees } from "../../kernel/ports/trees.ts";
import type { World } from "../../kernel/world.ts";

/** Derives everything again, and looks for the trees that the log names; `trees` is null where there are none to look at (a bundle). */
export async function replayVerdict(world: World, root: string, trees: Trees | null) {
  const { from, events, transitions, redacted, snapshot, divergence, artifacts, trees: named } = verifyReplay(world, root);
  const lost = trees === null ? null : await trees.lost(named.map(({ tree }) => tree));
  const altered = lost?.find(({ how }) => how === "altered")?.tree.id;
  const seq = named.find(({ tree }) => tree.id === altered)?.seq ?? 0;
  const first: Divergence | null =
    divergence ??
    (altered === undefined
      ? null
      : { seq, type: "tree", subject: altered, what: "the manifest of a tree", logged: altered, derived: "bytes of another hash" });
  return {
    from,
    events,
    transitions,
    redacted,
    snapshot,
    artifacts,
    trees: lost && { named: named.length, gone: lost.filter(({ how }) => how === "gone").length },
    divergence: first && { ...first, logged: canonicalJson(first.logged ?? null), derived: canonicalJson(first.derived ?? null) },
  };
}
