/** As the platform words its codes; ours are in lower case, and a MillraceError is not the disk's. */
const PLATFORM_CODE = /^E[A-Z0-9_]+$/;

/** True when `error` came from the platform with one of these codes, or with any code when none is named. */
export function isFsError(error: unknown, ...codes: string[]): error is Error & { code: string } {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string" || !PLATFORM_CODE.test(error.code)) return false;
  return codes.length === 0 || codes.includes(error.code);
}
