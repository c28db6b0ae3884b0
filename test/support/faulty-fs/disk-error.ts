/** An error as the platform words it. */
export function diskError(code: string, call: string, path: string): Error & { code: string } {
  return Object.assign(new Error(`${code}: simulated, ${call} '${path}'`), { code, syscall: call, path });
}
