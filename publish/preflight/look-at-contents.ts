import type { Changes, GitPort } from "../git/port.ts";
import type { FoundSecret } from "../secrets/found-secret.ts";
import { scanText } from "../secrets/scan-text.ts";
import type { Content } from "./facts.ts";

/** Of a larger file only so many bytes at its beginning and at its end are looked through. */
const PART = 2 * 1024 * 1024;

export interface LookedContents {
  contents: Content[];
  links: Map<string, string>;
  secrets: FoundSecret[];
}

/** Reads every changed blob as git would store it: for secrets, in its name too (told to `onValue`), conflict marks, and where links lead. */
export async function lookAtContents(
  port: Pick<GitPort, "readBlob">,
  { changes }: Pick<Changes, "changes">,
  onValue?: (value: string) => void,
): Promise<LookedContents> {
  const looked: LookedContents = { contents: [], links: new Map(), secrets: [] };
  for (const { path, after } of changes) {
    looked.secrets.push(...(await scanText({ text: path, path, place: `the name "${path}"` }, onValue)));
    if (after === null || after.mode === "160000") continue;
    const bytes = await port.readBlob(after.oid);
    if (after.mode === "120000") {
      looked.links.set(path, Buffer.from(bytes).toString());
      continue;
    }
    const { text, binary, partly } = textOf(bytes);
    looked.contents.push({ path, size: bytes.length, binary, partly, conflictLine: binary ? null : conflictLine(text) });
    looked.secrets.push(...(await scanText({ text, path, place: `"${path}"` })));
  }
  return looked;
}

function textOf(bytes: Uint8Array): { text: string; binary: boolean; partly: boolean } {
  const partly = bytes.length > 2 * PART;
  const read = partly ? Buffer.concat([bytes.subarray(0, PART), bytes.subarray(bytes.length - PART)]) : Buffer.from(bytes);
  // Git's own rule: a NUL among the first 8 000 bytes.
  const binary = read.subarray(0, 8000).includes(0);
  return { text: read.toString(binary ? "latin1" : "utf8"), binary, partly };
}

/** The line of the first mark, where all three kinds of them stand in their order. */
function conflictLine(text: string): number | null {
  const found = /^<{7}(?: .*)?\r?\n(?:[\s\S]*?\n)?={7}\r?\n(?:[\s\S]*?\n)?>{7}(?: |\r?$)/m.exec(text);
  return found === null ? null : text.slice(0, found.index).split("\n").length;
}
