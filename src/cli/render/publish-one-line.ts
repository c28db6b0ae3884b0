/** A name or a sentence on one line: what would break it becomes visible. */
export const oneLine = (text: string): string => text.replace(/\r?\n/g, "\\n").replace(/\t/g, "\\t");
