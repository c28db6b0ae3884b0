import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type GitServer, startGitServer } from "../git-server/git-server.ts";
import { inWorkspace, type Workspace } from "./workspace.ts";

/** A small project with a workspace, and the repository that it is released to, behind a real git server. */
export interface Release {
  workspace: Workspace;
  server: GitServer;
  /** The bare repository on the server. */
  remote: string;
  staging: string;
  /** Git in the remote repository; what it says. */
  onRemote(...args: string[]): string;
  /** What `publish.*` events the log has, by type and outcome. */
  steps(): string[];
}

const config = (url: string) => `
[publish]
remote = "${url}"
author_name = "Rel Ease"
author_email = "release@example.org"
`;

/** Sets everything up, hands it to `use`, and cleans up after it. `more` follows `[publish]` in millrace.toml. */
export async function inRelease(use: (release: Release) => Promise<void>, more = ""): Promise<void> {
  await inWorkspace({ git: true }, async (workspace) => {
    const served = join(workspace.root, "..", "served");
    const remote = join(served, "product.git");
    mkdirSync(served, { recursive: true });
    execFileSync("git", ["init", "-q", "--bare", "-b", "main", remote], { env: workspace.env });
    execFileSync("git", ["-C", remote, "config", "http.receivepack", "true"], { env: workspace.env });
    const server = await startGitServer(served);
    try {
      workspace.write("README.md", "# Product\n");
      workspace.write("LICENSE", "Apache License 2.0\n");
      workspace.write("src/main.js", "console.log(1);\n");
      workspace.write("package.json", '{ "name": "product", "version": "1.0.0", "license": "Apache-2.0" }\n');
      workspace.write("millrace.toml", `${config(`${server.url}/product.git`)}${more}`);
      const onRemote = (...args: string[]) => execFileSync("git", ["-C", remote, ...args], { env: workspace.env, encoding: "utf8" });
      const steps = () =>
        workspace
          .events()
          .filter(({ type }) => type.startsWith("publish."))
          .map(({ type, data }) => (data.outcome === undefined ? type : `${type} ${String(data.outcome)}`));
      await use({ workspace, server, remote, staging: workspace.path("millrace-agents/staging"), onRemote, steps });
    } finally {
      await server.close();
    }
  });
}
