const maxSlugLength = 60;

/** Letters that NFKD does not take apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * An id made from a title: `Fix the sum` gives `fix-the-sum`. Accents are dropped, other foreign letters left out; a title
 * without a usable letter gives `item`. At most 60 characters, cut between words where one ends in the second half.
 */
export function slugOf(title: string): string {
  const plain = [...title.toLowerCase()].map((letter) => plainLetters[letter] ?? letter).join("");
  const words = plain
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return shortened(words) || "item";
}

function shortened(slug: string): string {
  if (slug.length <= maxSlugLength) return slug;
  const end = slug.lastIndexOf("-", maxSlugLength);
  return slug.slice(0, end > maxSlugLength / 2 ? end : maxSlugLength).replace(/-+$/, "");
}
