import { join } from "node:path";
import { readEvents } from "../../engine/read-events.ts";
import { type ReadWorkspace, readWorkspace } from "../../engine/read-workspace.ts";
import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { listSegments } from "../../log/layout.ts";
import { linkAt } from "../../log/link-at.ts";
import { type LogStart, logStart } from "../../log/log-start.ts";
import { layoutOf } from "../../workspace/layout.ts";

/** A segment of the log, with what has to be known to let it go. */
export interface SurveyedSegment {
  name: string;
  first: number;
  last: number;
  bytes: number;
  /** ISO times of its first event and of its latest one. */
  from: string;
  to: string;
  /** Hash of its last line. */
  hash: string;
}

export interface Survey {
  workspace: ReadWorkspace;
  start: LogStart;
  segments: SurveyedSegment[];
  /** Runs whose delivery is known to have landed. */
  landed: ReadonlySet<string>;
}

/** Reads the whole log once, and says what stands in which segment. Throws `prune.damaged` for a log that does not read to its end, `log.missing`. */
export function surveyLog(world: World, root: string): Survey {
  const { fs } = world;
  const directory = layoutOf(root).log;
  const start = logStart(fs, directory);
  const listed = listSegments(fs, directory).filter(({ first }) => first > (start?.seq ?? 0));
  if (!start || listed.length === 0) throw new MillraceError("log.missing", { directory });
  const segments = listed.map(({ name, first }, index): SurveyedSegment => {
    const path = join(directory, name);
    const bytes = fs.facts(path)?.size ?? 0;
    return { name, first, last: (listed[index + 1]?.first ?? 0) - 1, bytes, from: "", to: "", hash: linkAt(fs, path, bytes) ?? "" };
  });
  const landed = new Set<string>();
  const delivered = new Set<string>();
  let place = 0;
  const { end, head } = readEvents(world, root, {
    onEvent(envelope) {
      while (envelope.seq >= (segments[place + 1]?.first ?? Number.POSITIVE_INFINITY)) place++;
      const segment = segments[place] as SurveyedSegment;
      segment.from ||= envelope.time;
      if (envelope.time > segment.to) segment.to = envelope.time;
      const event = envelope as AnyEvent;
      const { run } = event;
      if (run === undefined) return;
      if (event.type === "delivery.settled" && isLanded(event.data.outcome)) delivered.add(run);
      if (event.type === "run.finished" && event.data.outcome === "done" && delivered.has(run)) landed.add(run);
    },
  });
  if (end.kind !== "whole" && end.kind !== "torn")
    throw new MillraceError("prune.damaged", { problem: "problem" in end ? end.problem : end.kind });
  const current = segments.at(-1) as SurveyedSegment;
  current.last = head.seq;
  const workspace = readWorkspace(world, root);
  if (workspace.problem) throw new MillraceError("prune.damaged", { problem: workspace.problem.code });
  return { workspace, start, segments, landed };
}

function isLanded(outcome: string): boolean {
  return outcome === "committed" || outcome === "unchanged";
}
