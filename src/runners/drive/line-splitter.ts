/** One line without its end; of one that is too long only the beginning, and `whole` is false. The bytes are only lent. */
export type LineSink = (line: Uint8Array, whole: boolean) => void;

const LF = 0x0a;

/**
 * A function that cuts what it is handed into lines, at LF only, in whatever pieces it comes. No more than `most` bytes of a line
 * are ever kept. What has no end yet is not a line.
 */
export function lineSplitter(most: number, sink: LineSink): (bytes: Uint8Array) => void {
  let pieces: Uint8Array[] = [];
  let kept = 0;
  let whole = true;
  const keep = (piece: Uint8Array): void => {
    const room = piece.subarray(0, most - kept);
    if (room.length < piece.length) whole = false;
    if (room.length === 0) return;
    pieces.push(room.slice());
    kept += room.length;
  };
  const end = (last: Uint8Array): void => {
    if (kept === 0 && last.length <= most) {
      sink(last, whole);
    } else {
      keep(last);
      sink(joined(pieces, kept), whole);
    }
    pieces = [];
    kept = 0;
    whole = true;
  };
  return (bytes) => {
    let from = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
      end(bytes.subarray(from, at));
      from = at + 1;
    }
    keep(bytes.subarray(from));
  };
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const line = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    line.set(piece, at);
    at += piece.length;
  }
  return line;
}
