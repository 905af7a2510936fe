/** Parts of a recording in which something is said that the transcript no longer shows. */

/** As Contact Lens writes them: milliseconds from the beginning of the recording. */
export interface MuteRange {
  readonly BeginOffsetMillis: number;
  readonly EndOffsetMillis: number;
}

/** Words are not cut where they seem to begin: so much is muted around them. */
const PADDING = 250;

/** The ranges with what is around them, ascending, none of which touches the next. */
export function muteRanges(times: readonly { readonly begin: number; readonly end: number }[]): MuteRange[] {
  const padded = times
    .map(({ begin, end }) => ({ begin: Math.max(0, Math.floor(begin - PADDING)), end: Math.ceil(Math.max(begin, end) + PADDING) }))
    .sort((a, b) => a.begin - b.begin);
  const merged: { begin: number; end: number }[] = [];
  for (const { begin, end } of padded) {
    const last = merged.at(-1);
    if (last !== undefined && begin <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ begin, end });
  }
  return merged.map(({ begin, end }) => ({ BeginOffsetMillis: begin, EndOffsetMillis: end }));
}

/** The ranges as an audio filter of ffmpeg, for `-af`; it does nothing where there are none. */
export function muteFilter(ranges: readonly MuteRange[]): string {
  if (ranges.length === 0) return 'anull';
  const between = ranges.map(
    ({ BeginOffsetMillis, EndOffsetMillis }) => `between(t,${BeginOffsetMillis / 1000},${EndOffsetMillis / 1000})`,
  );
  return `volume=enable='${between.join('+')}':volume=0`;
}
