/** Why a run ended for which the runtime could not do its part, as the log and `attention` have it. */
export const RUNTIME_FAILED = "runtime_failed";
