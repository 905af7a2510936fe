/** A tag that holds nothing but the name of an element of HTML. */
const PLAIN_TAG =
  /<\/?(?:p|br|div|span|b|i|u|s|a|em|strong|small|sub|sup|ul|ol|li|dl|dt|dd|h[1-6]|hr|pre|code|tt|q|blockquote|table|thead|tbody|tr|td|th|html|head|body|section|article|header|footer|main)\s?\/?>/iy;

/** A tag holds more: attributes, a comment, a word that is no element. `tags`: start and end of each. */
export function hasContent(source: string, tags: Int32Array): boolean {
  for (let i = 0; i < tags.length; i += 2) {
    PLAIN_TAG.lastIndex = tags[i];
    if (!PLAIN_TAG.test(source) || PLAIN_TAG.lastIndex !== tags[i + 1]) return true;
  }
  return false;
}

/** A range lies within one of the tags. */
export function insideTag(tags: Int32Array, from: number, to: number): boolean {
  for (let i = 0; i < tags.length; i += 2) if (tags[i] <= from && to <= tags[i + 1]) return true;
  return false;
}
