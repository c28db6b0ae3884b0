/** Skills that ship, for the stages of the loops that ship: what a stage gets where nobody binds others. */
const skills: Readonly<Record<string, readonly string[]>> = {
  builder: ["millrace-evidence"],
  checker: ["millrace-evidence", "millrace-findings"],
  doublechecker: ["millrace-evidence", "millrace-findings"],
  fixer: ["millrace-evidence", "millrace-run-files"],
  troubleshooter: ["millrace-run-files"],
  consultant: ["millrace-run-files"],
  manager: ["millrace-work-documents"],
  mechanic: ["millrace-run-files", "millrace-work-documents"],
  auditor: ["millrace-run-files"],
  arbiter: ["millrace-run-files", "millrace-evidence"],
};

/** The skills of a stage by its shipped entry point; none for a stage or an entry point of somebody else's. */
export function stageSkills(stage: string, entrypoint: { origin: "workspace" | "package" } | null): readonly string[] {
  return entrypoint?.origin === "package" ? (skills[stage] ?? []) : [];
}
