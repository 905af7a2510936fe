/** Names that nobody writes between `<` and `>` but in HTML. */
const TAG =
  /<\/?(?:a|abbr|address|article|at|attachment|b|big|blockquote|body|br|center|code|dd|del|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|img|ins|label|li|link|main|mark|meta|nav|ol|p|pre|q|s|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|wbr)(?:\s[^<>]{0,2000})?\/?>/i;
/** References that hide a sign which values are told by; `&amp;` and its like hide none. */
const REFERENCE = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|commat|period|lowbar|plus|hyphen|dash|nbsp|shy|zwj|zwnj|colon|num);/i;

/**
 * True for a text that is HTML, whatever its field is called: exports write `body`, `description` and `content` that way and do not say so.
 * What is taken for it wrongly loses nothing, as tags are examined too.
 */
export function looksLikeHtml(text: string): boolean {
  return (text.includes('<') && TAG.test(text)) || (text.includes('&') && REFERENCE.test(text));
}
