import Fuse from "fuse.js";

type Names<T> = { name: string; weight: number; of: (entry: T) => string | string[] }[];

/** What only stands in the text of an entry comes after what stands in its names. */
const IN_TEXT = 0.6;

/**
 * A search that forgives slips of the fingers in names; text is looked through letter by letter, since in long text
 * everything would be near something. Without words everything is found, in its own order.
 */
export function finder<T>(entries: T[], names: Names<T>, text: (entry: T) => string): (words: string) => T[] {
  const index = new Fuse(entries, {
    keys: names.map(({ name, weight, of }) => ({ name, weight, getFn: of })),
    // Two letters that changed places in a word of five.
    threshold: 0.41,
    ignoreLocation: true,
    includeScore: true,
  });
  const texts = entries.map((entry): [T, string] => [entry, text(entry).toLowerCase()]);
  const search = (word: string): Map<T, number> => {
    const said = texts.filter(([, of]) => of.includes(word)).map(([entry]): [T, number] => [entry, IN_TEXT]);
    const named = index.search(word).map(({ item, score }): [T, number] => [item, score ?? 1]);
    return new Map([...named.filter(([, score]) => score > IN_TEXT), ...said, ...named.filter(near)]);
  };
  return (words) => {
    const wanted = words.toLowerCase().trim().split(/\s+/).filter(Boolean).slice(0, 8);
    return wanted.length === 0 ? entries : ranked(wanted.map(search));
  };
}

function near([, score]: [unknown, number]): boolean {
  return score <= IN_TEXT;
}

/** The entries that every word finds, those that fit best first. */
function ranked<T>([first = new Map(), ...others]: Map<T, number>[]): T[] {
  const sums = [...first].flatMap(([entry, score]): [T, number][] => {
    const rest = others.map((hits) => hits.get(entry));
    return rest.includes(undefined)
      ? []
      : [[entry, rest.reduce<number>((sum, one) => sum + (one ?? 0), score)]];
  });
  return sums.sort(([, a], [, b]) => a - b).map(([entry]) => entry);
}
