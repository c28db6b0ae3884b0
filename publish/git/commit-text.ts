import type { CommitInfo, Person, SignatureState } from "./port.ts";
import { trailerLine } from "./trailer-line.ts";

export const personText = ({ name, email, seconds, zone }: Person): string => `${clean(name)} <${clean(email)}> ${seconds} ${zone}`;

/** What git takes away from names and addresses. */
const clean = (text: string): string => text.replace(/[<>\n\0]/g, "").trim();

/** The content of a commit object, without a signature. */
export function commitText(commit: { tree: string; parent: string | null; author: Person; committer: Person; message: string }): string {
  const parent = commit.parent === null ? "" : `parent ${commit.parent}\n`;
  return `tree ${commit.tree}\n${parent}author ${personText(commit.author)}\ncommitter ${personText(commit.committer)}\n\n${commit.message}`;
}

/** The same with a signature in its header: lines after the first begin with a space. */
export function withSignature(commit: string, signature: string, objectFormat: "sha1" | "sha256"): string {
  const at = commit.indexOf("\n\n");
  const header = objectFormat === "sha1" ? "gpgsig" : "gpgsig-sha256";
  return `${commit.slice(0, at)}\n${header} ${signature.trimEnd().replaceAll("\n", "\n ")}${commit.slice(at)}`;
}

/** A commit object's content, read. `signature` is what its verification gave. */
export function parseCommit(id: string, content: string, signature: SignatureState): CommitInfo {
  const at = content.indexOf("\n\n");
  const message = at < 0 ? "" : content.slice(at + 2);
  const headers = (at < 0 ? content : content.slice(0, at)).split("\n");
  const all = (name: string): string[] => headers.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));
  return {
    commit: id,
    tree: all("tree")[0] ?? "",
    parents: all("parent"),
    author: personOf(all("author")[0] ?? ""),
    committer: personOf(all("committer")[0] ?? ""),
    message,
    trailers: trailersOf(message),
    signed: isSigned(content),
    signature,
  };
}

export const isSigned = (content: string): boolean =>
  /^(gpgsig|gpgsig-sha256) /m.test(content.slice(0, Math.max(0, content.indexOf("\n\n"))));

function personOf(line: string): Person {
  const [, name = "", email = "", seconds = "0", zone = "+0000"] = /^(.*?) ?<([^>]*)> (-?\d+) ([+-]\d{4})$/.exec(line) ?? [];
  return { name, email, seconds: Number(seconds), zone };
}

/** The trailers of a message: lines `Key: value` of its last paragraph. */
export function trailersOf(message: string): [string, string][] {
  const paragraphs = message.trimEnd().split(/\n[ \t]*\n/);
  if (paragraphs.length < 2) return [];
  return (paragraphs.at(-1) ?? "").split("\n").flatMap((line) => trailerLine(line) ?? []);
}
