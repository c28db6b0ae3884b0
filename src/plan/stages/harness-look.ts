/** What a look at a harness's program told. No model was asked. */
export interface HarnessLook {
  /** As it tells it itself; null when it could not be started. */
  version: string | null;
  /** Why it cannot be started, e.g. "ENOENT" or "says nothing within 15 s"; null when it can. */
  problem: string | null;
  /** Whether it can log in to its model's service: by a login of its own or by a variable. */
  login: "yes" | "no" | "unknown";
  /** In its words, as far as they tell no secret. */
  loginDetail: string;
}
