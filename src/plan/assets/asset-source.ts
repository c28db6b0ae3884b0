/** The files that come with Millrace. Paths are relative to `assets/`, with `/`. */
export interface AssetSource {
  /** The text of a file; null when there is none. */
  read(path: string): string | null;
  /** The paths of all files in a folder and below, sorted. */
  list(folder: string): string[];
}
