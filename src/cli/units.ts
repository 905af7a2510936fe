/** Numbers for people. */

/** '1.2 GB'; decimal units. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** '35 s', '4 min 10 s', '2 h 5 min' */
export function secondsText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** '1 record', '2 records' */
export function countText(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** '64M' as bytes, decimal units; undefined when it is no size. */
export function bytesOfText(text: string): number | undefined {
  const match = /^(\d{1,9})([kMG]?)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * ({ k: 1e3, M: 1e6, G: 1e9 }[match[2]] ?? 1);
}
