import { isTable, type Manifest, readJson } from "../read-json.ts";

const known = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"] as const;

/** What a package.json asks for at installation that it did not ask for in any way before: names with their versions. */
export function addedDependencies({ before, after }: { before: string | null; after: string | null }): [name: string, version: string][] {
  const [old, now] = [tablesOf(before), tablesOf(after)];
  const had = new Set(known.flatMap((kind) => Object.keys(old(kind))));
  return (["dependencies", "optionalDependencies"] as const).flatMap((kind) =>
    Object.entries(now(kind)).flatMap(([name, version]): [string, string][] => (had.has(name) ? [] : [[name, String(version)]])),
  );
}

function tablesOf(text: string | null): (kind: (typeof known)[number]) => Manifest {
  const read = readJson(text ?? "{}");
  const manifest = "value" in read ? read.value : {};
  return (kind) => {
    const table = manifest[kind];
    return isTable(table) ? table : {};
  };
}
