import type { Publication } from "../../state/publication.ts";

/** What comes next, as a command. */
export function nextStep({ phase }: Publication): string {
  switch (phase) {
    case "idle":
      return "millrace publish sync";
    case "ready":
      return "millrace publish commit";
    case "committed":
    case "unsettled":
      return "millrace publish push";
    case "published":
      return "millrace publish sync";
    default:
      return "millrace publish preflight";
  }
}
