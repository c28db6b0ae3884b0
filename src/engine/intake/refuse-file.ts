import type { IntakeDesk } from "./desk.ts";

interface RefusedFile {
  path: string;
  revision: string | null;
  problem: string;
  fix: string;
}

/** Sets a file aside from which no work can be taken, so that it is tried once. One that changed meanwhile is looked at again. */
export function refuseFile({ documents, found }: IntakeDesk, { path, revision, problem, fix }: RefusedFile): void {
  const aside = documents.setAsideInvalid({ path, revision }, `${problem}\n${fix}\n`);
  if (aside !== null) found.set(aside, { path: aside, kind: "invalid", item: null, problem, fix });
}
