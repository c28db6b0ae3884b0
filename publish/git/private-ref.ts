/** Where a branch of a remote is kept without touching the operator's own refs. */
export const privateRef = (remote: string, branch: string): string => `refs/millrace/remote/${remote}/${branch}`;
