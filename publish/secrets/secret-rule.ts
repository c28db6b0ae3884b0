/** A form that only secrets of one kind have. */
export interface SecretRule {
  rule: string;
  /** What it is, for people, with its article. */
  kind: string;
  /** Its group 1 is the secret, else the whole match. Has the flag "g". */
  pattern: RegExp;
}
