import { readdirSync, readFileSync } from "node:fs";

/** A live process as /proc tells it. */
export interface Living {
  pid: number;
  command: string;
}

/** The live processes whose environment holds `mark` (zombies have none). */
export function carrying(mark: string): Living[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const environment = text(`/proc/${name}/environ`);
      return environment.split("\0").includes(mark)
        ? [{ pid: Number(name), command: text(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim() }]
        : [];
    });
}

function text(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it ended meanwhile
  }
}
