/**
 * A name as git takes it for a ref: letters of ids pass, everything else and the dots that git forbids (leading, trailing,
 * doubled, before `lock`) are percent-encoded. Slashes separate. Different names stay different.
 */
export function refName(name: string): string {
  return name.split("/").map(refPart).join("/");
}

const encode = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

function refPart(part: string): string {
  if (part === "") throw new RangeError("A part of a ref's name must not be empty");
  return part.replace(/[^A-Za-z0-9._-]+|^\.|\.(?=\.|$|lock$)/gu, encode);
}
