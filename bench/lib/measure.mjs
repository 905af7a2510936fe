/**
 * Time, taken so that a busy machine disturbs it little: contenders take turns, the median of the rounds counts, and what counts for speed is the
 * processor's time (with that of the collector's threads), not the clock on the wall, which also runs while another process has the core.
 */

/** Processor time of this process so far, in milliseconds. */
export function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

export const median = (values) => quantile(values, 0.5);

/** The value below which the share `q` lies, of values in any order. */
export function quantile(values, q) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** Results end here, and are looked at once, so that V8 cannot leave the work out. */
let sink = 0;
process.on('exit', () => {
  if (Number.isNaN(sink)) process.stderr.write('bench: what was measured gave no numbers\n');
});

/** MB/s of each contender over the same texts: `{ id, median, low, high }`. 1 MB is 1e6 UTF-16 units. */
export function throughput(contenders, texts, { rounds, minMs }) {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  const input = new Map(contenders.map((c) => [c.id, c.prepare?.(texts) ?? texts]));
  const rates = new Map(contenders.map((c) => [c.id, []]));
  for (const c of contenders) sink += c.pass(input.get(c.id));
  for (let round = 0; round < rounds; round++) {
    for (const c of rotate(contenders, round)) {
      const begun = cpuMs();
      let passes = 0;
      let took = 0;
      do {
        sink += c.pass(input.get(c.id));
        passes++;
        took = cpuMs() - begun;
      } while (took < minMs);
      rates.get(c.id).push((units * passes) / 1e6 / (took / 1e3));
    }
  }
  return contenders.map((c) => {
    const all = rates.get(c.id);
    return { id: c.id, median: median(all), low: Math.min(...all), high: Math.max(...all) };
  });
}

/** The same for contenders of which `pass` gives a promise. */
export async function throughputOfStreams(contenders, units, { rounds, minMs }) {
  const rates = new Map(contenders.map((c) => [c.id, []]));
  for (const c of contenders) sink += await c.pass();
  for (let round = 0; round < rounds; round++) {
    for (const c of rotate(contenders, round)) {
      const begun = cpuMs();
      let passes = 0;
      do {
        sink += await c.pass();
        passes++;
      } while (cpuMs() - begun < minMs);
      rates.get(c.id).push((units * passes) / 1e6 / ((cpuMs() - begun) / 1e3));
    }
  }
  return contenders.map((c) => {
    const all = rates.get(c.id);
    return { id: c.id, median: median(all), low: Math.min(...all), high: Math.max(...all) };
  });
}

/** Microseconds for one text, each call timed alone: `{ id, p50, p99 }`. */
export function latency(contenders, texts, { rounds }) {
  const samples = new Map(contenders.map((c) => [c.id, []]));
  for (const c of contenders) for (const text of texts) sink += c.redact(text).length;
  for (let round = 0; round < rounds; round++) {
    for (const c of rotate(contenders, round)) {
      const into = samples.get(c.id);
      for (const text of texts) {
        const begun = performance.now();
        sink += c.redact(text).length;
        into.push((performance.now() - begun) * 1e3);
      }
    }
  }
  return contenders.map((c) => ({ id: c.id, p50: quantile(samples.get(c.id), 0.5), p99: quantile(samples.get(c.id), 0.99) }));
}

/** The same list, begun `by` places later. */
export function rotate(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
