import { join } from "node:path";
import { submitCommand } from "../../engine/submit-command.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { PRODUCT } from "../../kernel/product.ts";
import type { World } from "../../kernel/world.ts";
import { archiveHome, notePlace } from "../../log/archive/find-archive.ts";
import type { ArchiveManifest } from "../../log/archive/manifest.ts";
import { storeBlob } from "../../log/blobs.ts";
import { newestPruned } from "../../log/log-start.ts";
import { POINTER } from "../../log/prune-pointer.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import { iso } from "../iso.ts";
import { freeName } from "./free-name.ts";
import type { PrunePlan } from "./plan-prune.ts";
import { countsOf } from "./summary.ts";
import { type Outgoing, writeArchive } from "./write-archive.ts";

export interface Applied {
  name: string;
  directory: string;
  /** Sequence of `log.pruned`; null when the owner has not answered yet. */
  seq: number | null;
}

/**
 * Archives what was planned, then has the owner say so in the log, who removes it. Throws `prune.disk` when the archive cannot be
 * written, and what the owner refuses with: nothing was moved then.
 */
export async function applyPrune(
  world: World,
  root: string,
  plan: PrunePlan,
  place: string,
  onFile: (done: number, all: number) => void,
): Promise<Applied> {
  const { fs } = world;
  const agents = join(root, relativeLayout.agents);
  const { log: directory } = layoutOf(root);
  const about = describe(world, root, plan);
  const outgoing = outgoingOf(world, root, plan);
  const written = onDisk(place, () => {
    fs.makeDirectory(place);
    const name = freeName(fs, place, about, agents);
    const archive = writeArchive(fs, join(place, name), outgoing, { ...about, name }, (done) => onFile(done, outgoing.length));
    return { name, ...archive };
  });
  const { name, text } = written;
  const said = onDisk(directory, () => {
    if (place !== archiveHome(agents)) notePlace(fs, agents, name, join(place, name));
    const store = (json: string | null): string | null => (json === null ? null : storeBlob(fs, directory, json).$blob);
    return { manifest: storeBlob(fs, directory, text).$blob, checkpoint: store(plan.checkpoint), documents: store(plan.documents) };
  });
  const last = plan.choice.segments.at(-1);
  const { start } = plan.survey;
  // Where no segment goes, the log begins where it began.
  const begins = last
    ? { throughSeq: last.last, hash: last.hash, checkpoint: said.checkpoint, documents: said.documents }
    : {
        throughSeq: start.seq,
        hash: start.hash,
        checkpoint: start.pruned?.data.checkpoint ?? null,
        documents: start.pruned?.data.documents ?? null,
      };
  const pruned = {
    ...begins,
    archive: { name, manifest: said.manifest },
    ...countsOf(plan),
  };
  const submitted = await submitCommand(world, root, { type: "pruneLog", pruned });
  await plan.gitRefs?.drop(plan.refs);
  return { name, directory: join(place, name), seq: submitted.status === "applied" ? submitted.seq : null };
}

function describe(world: World, root: string, { survey, choice, refs }: PrunePlan): Omit<ArchiveManifest, "files" | "name"> {
  const [first, last] = [choice.segments[0], choice.segments.at(-1)];
  const { id = "", name = "" } = survey.workspace.state.workspace ?? {};
  return {
    schema: "millrace.archive.v1",
    product: PRODUCT,
    written: iso(world.clock.wall()),
    workspace: { id, name },
    log:
      first && last
        ? {
            from: first.first,
            to: last.last,
            before: survey.start.hash,
            hash: last.hash,
            events: last.last - first.first + 1,
            first: first.from,
            last: last.to,
          }
        : null,
    previous: newestPruned(world.fs, layoutOf(root).log)?.data.archive.manifest ?? null,
    runs: choice.runs.map(({ run }) => ({ run: run.id, item: run.item, outcome: run.outcome })),
    refs: refs.map(({ name: ref, object }) => ({ name: ref, object })),
  };
}

function outgoingOf({ fs }: World, root: string, { choice, blobs }: PrunePlan): Outgoing[] {
  const agents = join(root, relativeLayout.agents);
  const from = (path: string, moved: boolean): Outgoing => ({ path, from: join(agents, path), moved });
  const pointer = `log/${POINTER}`;
  const hasPointer = choice.segments.length > 0 && fs.facts(join(agents, pointer)) !== null;
  return [
    ...choice.segments.map(({ name }) => from(`log/${name}`, true)),
    ...(hasPointer ? [from(pointer, false)] : []),
    ...blobs.map(({ path, moved }) => from(path, moved)),
    ...choice.runs.flatMap(({ files }) => files.map(({ path }) => from(path, true))),
    ...choice.receipts.map(({ path }) => from(path, true)),
  ];
}

function onDisk<T>(directory: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isFsError(error)) throw error;
    throw new MillraceError("prune.disk", { directory, problem: error.message });
  }
}
