/** What the operator's environment may tell a git that reaches a remote: how to ask for credentials, and how to connect. */
export function remoteGitEnv(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && /^GIT_(ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|PROXY_COMMAND|HTTP_\w+)$/.test(name)) kept[name] = value;
  }
  return { ...kept, GIT_TERMINAL_PROMPT: "0", SSH_ASKPASS_REQUIRE: "never" };
}
