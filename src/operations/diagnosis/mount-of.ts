import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";

/** The mount that a path is on; null where the platform has no /proc (see proc_pid_mountinfo(5)). */
export function mountOf(fs: Fs, path: string): { type: string; at: string } | null {
  let text: string;
  try {
    text = Buffer.from(fs.read("/proc/self/mountinfo")).toString();
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
  const mounts = text.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const at = before.split(" ")[4]?.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
    const type = after.split(" ")[0];
    return at !== undefined && type ? [{ at, type }] : [];
  });
  const holds = (at: string): boolean => at === "/" || path === at || path.startsWith(`${at}/`);
  // Of equally long ones the last: a later mount hides the earlier.
  return mounts
    .filter(({ at }) => holds(at))
    .reduce<(typeof mounts)[number] | null>((best, one) => (best && best.at.length > one.at.length ? best : one), null);
}
