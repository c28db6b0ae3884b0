import type { FileChange, GitPort } from "../git/port.ts";
import type { FoundSecret } from "../secrets/found-secret.ts";
import { scanText } from "../secrets/scan-text.ts";
import { type BlobText, textOf } from "../secrets/text-of.ts";
import type { Content, EarlierChange } from "./facts.ts";

export interface LookedContents {
  contents: Content[];
  links: Map<string, string>;
  secrets: FoundSecret[];
}

export interface Listeners {
  /** Hears what must not be shown. */
  onValue?: (value: string) => void;
  /** Hears how many of all are looked through, every thousand. */
  onProgress?: (done: number, all: number) => void;
}

const PROGRESS_EVERY = 1000;

/**
 * Reads every blob that would be published as git would store it, those of earlier commits too, which the last tree need not have any more:
 * for secrets, also in their names, conflict marks, and where links lead.
 */
export async function lookAtContents(
  port: Pick<GitPort, "readBlob">,
  changes: readonly FileChange[],
  earlier: readonly EarlierChange[],
  { onValue, onProgress }: Listeners = {},
): Promise<LookedContents> {
  const looked: LookedContents = { contents: [], links: new Map(), secrets: [] };
  const read = new Set<string>();
  const named = new Set<string>();
  const versions = [...changes.map((change) => ({ change, commit: null })), ...earlier];
  for (const [done, { change, commit }] of versions.entries()) {
    if (done > 0 && done % PROGRESS_EVERY === 0) onProgress?.(done, versions.length);
    const { path, after } = change;
    const where = commit === null ? "" : ` in commit ${commit.slice(0, 12)}`;
    if (!named.has(path)) looked.secrets.push(...(await scanText({ text: path, path, place: `the name "${path}"${where}` }, onValue)));
    named.add(path);
    if (after === null || after.mode === "160000" || read.has(`${path}\0${after.oid}`)) continue;
    read.add(`${path}\0${after.oid}`);
    const bytes = await port.readBlob(after.oid);
    if (after.mode === "120000") {
      if (commit === null) looked.links.set(path, Buffer.from(bytes).toString());
      continue;
    }
    const { text, binary, partly } = textOf(bytes);
    // Marks of a conflict that is resolved since do no harm.
    const conflict = binary || commit !== null ? null : conflictLine(text);
    const before = change.before?.mode === "120000" || change.before?.mode === "160000" ? undefined : change.before;
    const lineEnds = binary || commit !== null || !before ? null : lineEndsChange(textOf(await port.readBlob(before.oid)), text);
    looked.contents.push({ path, size: bytes.length, binary, partly, lineEnds, conflictLine: conflict });
    looked.secrets.push(...(await scanText({ text, path, place: `"${path}"${where}` })));
  }
  return looked;
}

/** How the line ends of a text change; null when they do not, or there are none to compare. */
function lineEndsChange(before: BlobText, after: string): string | null {
  const [was, is] = [before.binary ? null : lineEndsOf(before.text), lineEndsOf(after)];
  return was === null || is === null || was === is ? null : `${was} to ${is}`;
}

function lineEndsOf(text: string): "LF" | "CRLF" | "both" | null {
  const pairs = text.includes("\r\n");
  const single = /(?:^|[^\r])\n/.test(text);
  if (pairs && single) return "both";
  return pairs ? "CRLF" : single ? "LF" : null;
}

/** The line of the first mark, where all three kinds of them stand in their order. */
function conflictLine(text: string): number | null {
  const found = /^<{7}(?: .*)?\r?\n(?:[\s\S]*?\n)?={7}\r?\n(?:[\s\S]*?\n)?>{7}(?: |\r?$)/m.exec(text);
  return found === null ? null : text.slice(0, found.index).split("\n").length;
}
