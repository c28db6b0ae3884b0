/**
 * `millrace-agents/.gitignore`. It stands inside the directory, and ignores itself too, so that the operator's own ignore
 * files stay untouched, and a repository that is made after the workspace is covered as well.
 */
export const IGNORE_TEXT = `# Made by millrace init: what the runtime keeps here is not for version control.
/*
!/entrypoints/
!/skills/
!/modes/
!/loops/
!/millrace.toml
`;
