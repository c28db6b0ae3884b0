import { join } from "node:path";
import { isFsError } from "../../../kernel/fs-error.ts";
import type { World } from "../../../kernel/world.ts";
import { stamp } from "../../../log/layout.ts";
import { planInit } from "../../../workspace/init/plan-init.ts";
import { layoutOf, relativeLayout } from "../../../workspace/layout.ts";
import { mended, notMended, type Repair } from "./repair.ts";

/** What a state directory holds that is made from the log; `trees` is not, and stays. */
const STATE_FILES = [
  "runtime_snapshot.json",
  "recovery_counters.json",
  "compiled_plan.json",
  "compile_diagnostics.json",
  "execution_status.md",
  "planning_status.md",
  "learning_status.md",
  "documents.json",
] as const;

/** Sets aside what stands in the place of an owner's facts. Needs no lock: an owner has files there. */
export function mendOwner(world: World, root: string): Repair[] {
  const { owner } = layoutOf(root);
  const paths = ["holder.json", "home"].map((name) => join(owner, name));
  return paths.filter((path) => !["absent", "file"].includes(kindOf(world, path))).map((path) => setAside(world, root, path));
}

/** Makes directories that are missing, and sets aside what stands in the place of a directory or a projected file and cannot be read. */
export function mendPlaces(world: World, root: string): Repair[] {
  const { fs } = world;
  const layout = layoutOf(root);
  const repairs: Repair[] = [];
  const directories = [layout.state, layout.index, layout.snapshots, layout.runs, layout.mailboxIncoming, layout.mailboxProcessed];
  for (const path of directories) {
    const kind = kindOf(world, path);
    if (kind !== "absent" && kind !== "directory") repairs.push(setAside(world, root, path));
  }
  for (const name of STATE_FILES) {
    const path = join(layout.state, name);
    const kind = kindOf(world, path);
    if (kind !== "absent" && (kind !== "file" || !isReadable(world, path))) repairs.push(setAside(world, root, path));
  }
  const plan = planInit(fs, root, { entry: null });
  if (!plan.ok) return [...repairs, notMended("directories", String(plan.failure.values.problem ?? plan.failure.code), null)];
  for (const step of plan.value.steps) {
    if (step.type !== "directory" && !(step.type === "file" && step.path.startsWith(relativeLayout.agents))) continue;
    const path = join(root, step.path);
    if (step.type === "directory") fs.makeDirectory(path);
    else fs.write(path, step.text);
    repairs.push(mended(`made ${step.path}`));
  }
  return repairs;
}

function setAside({ fs, clock }: World, root: string, path: string): Repair {
  const aside = `${path}.aside-${stamp(clock.wall())}`;
  const name = path.slice(root.length + 1);
  try {
    fs.rename(path, aside);
    return mended(`set ${name} aside`, `it is ${aside.slice(root.length + 1)} now`);
  } catch (error) {
    if (isFsError(error)) return notMended(name, `it is in the way and cannot be moved (${error.code})`, null);
    throw error;
  }
}

function kindOf({ fs }: World, path: string): string {
  try {
    return fs.facts(path)?.kind ?? "absent";
  } catch (error) {
    if (isFsError(error)) return "absent";
    throw error;
  }
}

function isReadable({ fs }: World, path: string): boolean {
  try {
    fs.open(path, "read").close();
    return true;
  } catch (error) {
    if (isFsError(error)) return false;
    throw error;
  }
}
