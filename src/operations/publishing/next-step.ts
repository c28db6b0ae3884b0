import type { Publication } from "../../state/publication.ts";

/** What comes next, as a command. */
export function nextStep({ phase, intent }: Publication): string {
  switch (phase) {
    case "idle":
    case "syncing":
      return "millrace publish sync";
    case "ready":
      return "millrace publish commit";
    case "committed":
    case "pushing":
    case "unsettled":
      return "millrace publish push";
    case "published":
      return "millrace publish sync";
    case "tagging":
    case "taggingPublished":
      return `millrace publish tag ${intent?.step.type === "tag" ? intent.step.name : "NAME"}`;
    default:
      return "millrace publish preflight";
  }
}
