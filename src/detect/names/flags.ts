/** What the lists know of a folded word. */
export const FLAG = {
  first: 1,
  last: 2,
  /** Borne by many in the countries whose support desks we serve. */
  common: 4,
  /** A word, a place or a brand as well: needs more evidence. */
  word: 8,
  /** Takes Latvian case endings. */
  baltic: 16,
  /** Never in the lists: the word is a form of a name, such as its genitive. */
  inflected: 32,
} as const;
