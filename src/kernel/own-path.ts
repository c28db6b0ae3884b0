/**
 * PATH for what the runtime itself starts (git, gpg …) for the workspace at `root`: without relative places and those in the
 * workspace, as `bun NAME` and package scripts put them first. A stage can write there, and what it left would be run outside of
 * any sandbox.
 */
export function ownPath(path: string | undefined, root: string): string {
  return (path ?? "")
    .split(":")
    .filter((place) => place.startsWith("/") && place !== root && !place.startsWith(`${root}/`))
    .join(":");
}
