/** A text in the forms in which files may hold it: as it is, and inside of a JSON text, once or twice. */
export function formsOf(text: string): Buffer[] {
  const quoted = JSON.stringify(text).slice(1, -1);
  const twice = JSON.stringify(quoted).slice(1, -1);
  return [...new Set([text, quoted, twice])].map((form) => Buffer.from(form));
}

/** Places in bytes where a form begins. */
export function placesOf(bytes: Buffer, form: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(form); at !== -1; at = bytes.indexOf(form, at + form.length)) places.push(at);
  return places;
}
