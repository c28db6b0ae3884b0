import * as fs from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** A new directory that a sandbox shows as it is: not below one for temporary files. */
export function makeOutside(): string {
  const temporary = ["/tmp/", "/var/tmp/", "/run/", `${process.env.TMPDIR ?? "/tmp"}/`];
  for (const place of [process.cwd(), homedir(), "/opt", "/srv"]) {
    if (temporary.some((one) => `${place}/`.startsWith(one))) continue;
    try {
      return fs.mkdtempSync(join(place, ".millrace-outside-"));
    } catch {
      // not ours to write: the next
    }
  }
  throw new Error("There is no directory to write in but those for temporary files");
}
