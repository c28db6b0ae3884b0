import manifest from "../../package.json" with { type: "json" };

/** What wrote a record, e.g. "millrace 1.0.0". */
export const PRODUCT = `millrace ${manifest.version}`;
