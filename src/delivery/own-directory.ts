/** The runtime's own directory at the root of a workspace: never part of a tree. */
export const OWN_DIRECTORY = "millrace-agents";
