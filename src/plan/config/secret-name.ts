const secret = /(?:^|_)(?:TOKENS?|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)(?:_|$)/i;

/** True when the name of an environment variable says that its value is a secret. */
export function secretName(name: string): boolean {
  return secret.test(name);
}
