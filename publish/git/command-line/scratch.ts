import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PlacedObject, placeObjects } from "../place-objects.ts";

/** A directory apart from the repository where git may write an index and objects; it sees the repository's objects as well. */
export class Scratch {
  readonly directory: string;
  readonly objects: string;
  private readonly repositoryObjects: string;

  constructor(commonDirectory: string) {
    this.directory = mkdtempSync(join(tmpdir(), "millrace-publish-"));
    this.objects = join(this.directory, "objects");
    this.repositoryObjects = join(commonDirectory, "objects");
    mkdirSync(join(this.objects, "info"), { recursive: true });
    mkdirSync(join(this.objects, "pack"));
    writeFileSync(join(this.objects, "info/alternates"), `${this.repositoryObjects}\n`);
  }

  /** The environment of a git that writes here. `index` names one of several. */
  env(index: string): Record<string, string> {
    return { GIT_INDEX_FILE: this.index(index), GIT_OBJECT_DIRECTORY: this.objects };
  }

  index(name: string): string {
    return join(this.directory, name);
  }

  /** Settings for filters that keep contents of their own. */
  get settings(): string[] {
    return [
      "-c",
      `lfs.storage=${join(this.directory, "lfs")}`,
      "-c",
      "core.splitIndex=false",
      "-c",
      "index.sparse=false",
      "-c",
      "core.fsync=none",
      // A sync gives unchanged files a second name, which is a change of their inode only: git would read each of them again.
      "-c",
      "core.trustctime=false",
    ];
  }

  /** Brings the objects into the repository, blobs of filters first: each appears whole, or not at all. */
  async promote(filterStorage: string): Promise<void> {
    const large = join(this.directory, "lfs/objects");
    if (existsSync(large)) cpSync(large, join(filterStorage, "objects"), { recursive: true, force: false });
    await placeObjects(this.loose());
    const packs = readdirSync(join(this.objects, "pack")).filter((name) => /^pack-.*\.(pack|rev|idx)$/.test(name));
    // The index of a pack last: with it the pack exists.
    const ordered = packs.sort((one, other) => Number(one.endsWith(".idx")) - Number(other.endsWith(".idx")));
    await placeObjects(ordered.map((name) => this.placed(`pack/${name}`)));
  }

  private *loose(): Generator<PlacedObject> {
    for (const name of readdirSync(this.objects)) {
      if (!/^[0-9a-f]{2}$/.test(name)) continue;
      for (const file of readdirSync(join(this.objects, name))) yield this.placed(`${name}/${file}`);
    }
  }

  private placed(path: string): PlacedObject {
    return { to: join(this.repositoryObjects, path), bytes: () => readFileSync(join(this.objects, path)) };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
