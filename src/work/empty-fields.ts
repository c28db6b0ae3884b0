import type { WorkFields } from "./work-document.ts";

/** The fields of a document that states nothing but its title. */
export function emptyFields(title: string): WorkFields {
  return { title, dependsOn: [], priority: 0, run: [], fix: [], checks: [], paths: [], root: null };
}
