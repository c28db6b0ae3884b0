import * as fs from "node:fs";
import { join } from "node:path";
import { attemptFiles } from "../attempt-files.ts";

const FILE_BYTES = 1024 * 1024;
const LINE_CHARACTERS = 16 * 1024;

/** What was said in a talk, word by word: `>` by us, `<` by the program. Kept for people, never read by the runtime. */
export interface ProtocolLog {
  note(direction: ">" | "<", line: string): void;
}

/**
 * Writes to protocol.txt in `directory`, and begins it anew when it is full: the part before stays beside it, and what is
 * older is lost. Long lines are cut; `redact` takes secrets out. A disk that refuses ends the log, not the talk.
 */
export function protocolLog(directory: string, redact: (text: string) => string): ProtocolLog {
  const path = join(directory, attemptFiles.protocol);
  let room = FILE_BYTES;
  let broken = false;
  return {
    note(direction, line) {
      if (broken) return;
      const safe = redact(line.slice(0, LINE_CHARACTERS));
      const text = `${direction} ${safe}${line.length > LINE_CHARACTERS ? "…" : ""}\n`;
      try {
        if (room < text.length) {
          fs.renameSync(path, join(directory, attemptFiles.earlierProtocol));
          room = FILE_BYTES;
        }
        fs.appendFileSync(path, text, { mode: 0o600 });
        room -= text.length;
      } catch {
        broken = true;
      }
    },
  };
}
