/** As the reason of an abort: an operator wants it over within a second, whatever grace the plan gives. */
export const STOPPED_NOW = new Error("Stopped at once by the operator");

/** Milliseconds between TERM and KILL then. */
export const SHORT_GRACE = 300;
