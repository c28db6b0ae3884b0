const PORT = 3128;
const PROXY = `http://127.0.0.1:${PORT}`;

/** By which programs find the proxy; there is no other way out, so a program that does not heed them reaches nothing. */
export const proxyVariables: Readonly<Record<string, string>> = {
  HTTP_PROXY: PROXY,
  HTTPS_PROXY: PROXY,
  http_proxy: PROXY,
  https_proxy: PROXY,
  ALL_PROXY: PROXY,
  all_proxy: PROXY,
  NO_PROXY: "",
  no_proxy: "",
  NODE_USE_ENV_PROXY: "1",
};

/** Port in the notation of /proc/net/tcp, state 0A: somebody listens. */
const LISTENING = `:${PORT.toString(16).toUpperCase().padStart(4, "0")} 00000000:0000 0A`;

/** Where the proxy's socket is seen inside: its own path may be longer than a socket's name can be. */
export const gateInside = "/dev/millrace-gate";

/** Listens on the sandbox's own loopback for the proxy, then becomes the program, whose child the listener is not. */
const script = [
  `(socat TCP-LISTEN:${PORT},bind=127.0.0.1,reuseaddr,fork UNIX-CONNECT:${gateInside} >/dev/null 2>&1 </dev/null &)`,
  // The shell's own words alone: looking must not take longer than what is waited for.
  `listening() { while read -r line; do case $line in *"${LISTENING}"*) return 0;; esac; done < /proc/net/tcp; return 1; }`,
  "tries=0; until listening; do",
  '  tries=$((tries + 1)); [ "$tries" -lt 20000 ] || { echo "sandbox: its way to the network did not open: is there socat?" >&2; exit 1; }',
  "done",
  'exec "$@"',
].join("\n");

/** The command line that runs `argv` in a sandbox without network, with the proxy in reach. */
export function bridgedArgv(argv: readonly string[]): string[] {
  return ["sh", "-c", script, "sh", ...argv];
}
