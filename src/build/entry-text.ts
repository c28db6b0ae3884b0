import { join } from "node:path";

/** The source of an executable's entry: hands in the assets, then is `millrace.ts`. */
export function entryText(root: string, assets: Readonly<Record<string, string>>): string {
  const packaged = join(root, "src/plan/assets/packaged.ts");
  return [
    `import { embedAssets } from ${JSON.stringify(packaged)};`,
    `embedAssets(${JSON.stringify(assets)});`,
    // Not a static import: it would be run before the assets are in.
    `await import(${JSON.stringify(join(root, "millrace.ts"))});`,
    "",
  ].join("\n");
}
