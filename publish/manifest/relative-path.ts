/**
 * A path of a manifest in its one form: relative, "/" between names, no "." or ".." among them, none at the end. "." stands
 * for the root itself. Or what is wrong with it, as the end of a sentence.
 */
export function relativePath(text: string): { path: string } | { problem: string } {
  if (text.trim() === "") return { problem: "is empty" };
  if (text.includes("\0")) return { problem: "holds a NUL" };
  if (text.includes("\\")) return { problem: 'has a "\\": write "/" between names' };
  if (text.startsWith("/") || /^[A-Za-z]:/.test(text)) return { problem: "is absolute: paths begin at the workspace" };
  const names = text.replace(/^\.\//, "").replace(/\/+$/, "").split("/");
  if (names.length === 1 && names[0] === ".") return { path: "." };
  const odd = names.find((name) => name === "" || name === "." || name === "..");
  if (odd !== undefined) return { problem: odd === ".." ? "leaves the workspace" : 'has an empty name or a "." in it' };
  if (names.some((name) => name.toLowerCase() === ".git")) return { problem: "leads into a .git directory, which is never published" };
  return { path: names.join("/") };
}
