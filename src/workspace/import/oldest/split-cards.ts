/** One entry of a markdown store, with its bytes. */
export interface Entry {
  /** Line of its heading in the store, from 1. */
  line: number;
  date: string;
  title: string;
  /** From its heading to the next one, verbatim, but for blank lines at the end beyond one line end. */
  text: string;
}

/** The entries of a store by their headings; what stands before the first one is its preamble. */
export function splitEntries(store: string, heading: RegExp): Entry[] {
  const lines = store.replace(/^\uFEFF/, "").split(/(?<=\n)/);
  const entries: Entry[] = [];
  let text: string[] = [];
  const close = (): void => {
    const last = entries.at(-1);
    if (last) last.text = text.join("").replace(/(\r?\n)\s*$/, "$1");
  };
  for (const [index, line] of lines.entries()) {
    const [, date, title] = heading.exec(line.trimEnd()) ?? [];
    if (date !== undefined && title !== undefined) {
      close();
      entries.push({ line: index + 1, date, title, text: "" });
      text = [];
    }
    text.push(line);
  }
  close();
  return entries;
}
