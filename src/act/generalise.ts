/** What is left of a value when it is made coarser; null when its shape is not understood, and then it is removed. Each result generalises to itself. */
export function generalise(to: 'network' | 'day' | 'month' | 'year' | 'decimal', value: string): string | null {
  if (to === 'network') return network(value);
  if (to === 'decimal') return decimals(value);
  return date(value, to);
}

/** IPv4 to its /24, IPv6 to its /48. */
function network(value: string): string | null {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}(?:\/(\d{1,2}))?$/.exec(value);
  if (v4 !== null) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
  if (!/^[0-9a-fA-F:]{2,39}(?:\/\d{1,3})?$/.test(value) || !value.includes(':')) return null;
  const [head, tail] = value.split('/')[0].split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? left : [...left, ...new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups.length === 8 ? `${groups.slice(0, 3).join(':')}::/48` : null;
}

/** Coordinates to one decimal: a square of about ten kilometres. */
function decimals(value: string): string | null {
  let numbers = 0;
  const coarse = value.replace(/-?\d{1,3}[.,]\d+/g, (number) => {
    numbers++;
    return Number.parseFloat(number.replace(',', '.')).toFixed(1);
  });
  return numbers === 0 ? null : coarse;
}

/** A date with or without a time to the day, month or year, written as ISO 8601. Two readings of one date (03/04) are one too many. */
function date(value: string, to: 'day' | 'month' | 'year'): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/s.exec(value) ?? reorder(/^(\d{1,2})\.(\d{1,2})\.(\d{4})\.?(?:[ ,].*)?$/s.exec(value));
  if (iso === null) return null;
  const [, year, month, day] = iso;
  if (Number(month) > 12 || Number(day) > 31) return null;
  return to === 'year' ? year : to === 'month' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

function reorder(match: RegExpExecArray | null): string[] | null {
  return match === null ? null : ['', match[3], match[2].padStart(2, '0'), match[1].padStart(2, '0')];
}
