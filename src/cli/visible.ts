/** For standard error: a file may be called what a terminal takes for orders, or what looks like a line of ours. Line breaks stay where `lines` says so. */
export function visible(text: string, { lines = false } = {}): string {
  return text.replace(
    lines ? /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g : /[\x00-\x1f\x7f-\x9f]/g,
    (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
