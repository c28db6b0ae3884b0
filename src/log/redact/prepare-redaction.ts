import { join } from "node:path";
import type { EventEnvelope } from "../../events/envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { currentKnowledge, type Knowledge } from "../knowledge.ts";
import { blobPath, listSegments } from "../layout.ts";
import { GENESIS } from "../line.ts";
import { readLines } from "../read-lines.ts";
import { readLog } from "../read-log.ts";
import { namedBlobs } from "./named-blobs.ts";
import { prunedBlobs } from "./pruned-blobs.ts";
import { type Stub, stubLine } from "./stub-line.ts";

/** What the log holds of what is to be redacted. */
export interface PreparedRedaction {
  /** By sequence, in order: those asked for, and those without which a refold would differ. */
  stubs: Stub[];
  /** Asked for, and not in this log. */
  unknown: number[];
  /** Asked for, and not to be redacted. */
  refused: { seq: number; problem: string }[];
  /** The last event of its type that says what the policy is. */
  policyAt: number;
  /** Texts asked for that are there. */
  texts: string[];
  /** Those of them that the log itself needs: data of events, and what stands for events that were pruned. */
  kept: string[];
}

/**
 * Reads what the stubs of events need, by two passes over the log. `label` is what stands where a text was. Throws
 * `log.corrupt` for a log that cannot be read whole.
 */
export function prepareRedaction(
  fs: Fs,
  directory: string,
  order: { seqs: readonly number[]; texts: readonly string[]; label: string; knowledge?: Knowledge },
): PreparedRedaction {
  const { knowledge = currentKnowledge } = order;
  const related = new Related();
  const { end, head } = readLog({ fs, directory, knowledge, onEvent: (event) => related.see(event) });
  if (end.kind === "corrupt") throw new MillraceError("log.corrupt", { ...end });
  const wanted = related.closure(order.seqs);
  const found: PreparedRedaction = {
    stubs: [],
    unknown: order.seqs.filter((seq) => seq < 1 || seq > head.seq),
    refused: [],
    policyAt: related.policyAt,
    texts: order.texts.filter((hash) => fs.facts(blobPath(directory, hash)) !== null),
    kept: [],
  };
  for (const [index, segment] of listSegments(fs, directory).entries()) {
    if (index === 0) found.unknown.push(...order.seqs.filter((seq) => seq >= 1 && seq < segment.first));
    let seq = segment.first;
    readLines(fs, join(directory, segment.name), 0, GENESIS, (bytes, start, stop) => {
      if (wanted.has(seq)) {
        const stub = stubLine(fs, directory, bytes.subarray(start, stop), knowledge.guards, order.label);
        if ("problem" in stub) found.refused.push({ seq, problem: stub.problem });
        else found.stubs.push(stub);
      }
      seq += 1;
      return true;
    });
  }
  if (found.texts.length > 0) {
    const needed = new Set([...namedBlobs(fs, directory), ...related.checkpoints]);
    found.kept = found.texts.filter((hash) => needed.has(hash));
  }
  return found;
}

/**
 * Commands that wait for approval are told apart by their text: an approval is redacted with the document that it is about, and
 * a document with its approvals, or a refold would hold back what was approved.
 */
class Related {
  policyAt = 0;
  readonly checkpoints: string[] = [];
  readonly #documentOf = new Map<string, number>();
  readonly #groups = new Map<number, number[]>();

  see({ seq, type, subject, data }: EventEnvelope): void {
    this.checkpoints.push(...prunedBlobs({ type, data }));
    if (type === "policy.changed") this.policyAt = seq;
    if (type === "item.added" || type === "item.imported" || type === "item.revised") this.#documentOf.set(subject, seq);
    if (type !== "item.approved") return;
    const document = this.#documentOf.get(subject);
    if (document === undefined) return;
    const group = this.#groups.get(document) ?? [document];
    group.push(seq);
    for (const one of group) this.#groups.set(one, group);
  }

  closure(seqs: readonly number[]): Set<number> {
    return new Set(seqs.flatMap((seq) => this.#groups.get(seq) ?? [seq]));
  }
}
