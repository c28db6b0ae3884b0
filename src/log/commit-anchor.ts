/** The trailer by which a commit names the last durable line of the log before it: `Millrace-Log: <sequence>:<hash of that line>`. */
export const anchorTrailer = "Millrace-Log";

/** A line of the log, as a commit names it. */
export interface CommitAnchor {
  seq: number;
  /** 64 hexadecimal digits. */
  hash: string;
}

/** The trailer's value. */
export function anchorText({ seq, hash }: CommitAnchor): string {
  return `${seq}:${hash}`;
}

/** Null for what is no anchor: anybody may write trailers. */
export function readAnchor(value: string): CommitAnchor | null {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(value) ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
}
