import type { RemoteFailure } from "./git/port.ts";

/** Why a remote gave no answer, as the end of a sentence about it. */
export function remoteProblem(failure: RemoteFailure): string {
  switch (failure.type) {
    case "auth-needed":
      return "it asks for credentials, and neither the environment nor a helper has any";
    case "auth-failed":
      return `it does not take the credentials: ${failure.problem}`;
    case "unreachable":
      return `it does not answer: ${failure.problem}`;
    case "unknown-transport":
      return failure.problem;
  }
}
