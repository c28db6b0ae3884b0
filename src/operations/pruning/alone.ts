import { join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import type { World } from "../../kernel/world.ts";
import { archiveHome } from "../../log/archive/find-archive.ts";

/**
 * Does something while no other process prunes this workspace: two would write the same archive. The claim of one that died is taken
 * over. Throws `prune.under-way`, and `prune.disk` when the claim cannot be written.
 */
export async function alone<T>(world: World, agents: string, work: () => Promise<T>): Promise<T> {
  const { fs, proc } = world;
  const home = archiveHome(agents);
  const path = join(home, "pruning");
  const self = proc.self();
  try {
    fs.makeDirectory(home);
    const holder = holderOf(world, path);
    if (holder === "nobody") fs.remove(path);
    const claimed = fs.claim(path, `${JSON.stringify(self)}\n`);
    if (!claimed) throw new MillraceError("prune.under-way", { pid: holder === "nobody" ? null : (holder?.pid ?? null) });
  } catch (error) {
    if (!isFsError(error)) throw error;
    throw new MillraceError("prune.disk", { directory: home, problem: error.message });
  }
  try {
    return await work();
  } finally {
    fs.remove(path);
  }
}

/** Who holds the claim: a live process, nobody any more, or one that has not said so yet (null). */
function holderOf({ fs, proc }: World, path: string): ProcessIdentity | "nobody" | null {
  if (fs.facts(path) === null) return null;
  const value = parse(Buffer.from(fs.read(path)).toString());
  if (!isObject(value) || typeof value.pid !== "number") return "nobody";
  const holder = value as unknown as ProcessIdentity;
  return proc.identify(holder.pid)?.started === holder.started ? holder : "nobody";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
