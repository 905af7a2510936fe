// Times one contender on texts of a given size; see growth.mjs.
import { chatMessages, HOSTILE, hostileText, logMessages, oneText } from '../generate.mjs';
import { loadContender } from './contenders.mjs';

const BUDGET_MS = 250;
const MOST_RUNS = 25;

const contender = await loadContender(process.argv[2]);
// Compiled code before the first clock: otherwise the smallest size pays for the compiler and the growth looks better than it is.
const warm = [...chatMessages({ units: 100_000, seed: 9 }), ...logMessages({ units: 100_000, seed: 9 })].map((m) => m.text);
for (let i = 0; i < 3; i++) contender.pass(warm);
contender.pass([oneText(logMessages({ units: 65_536, seed: 9 }), 65_536)]);

const long = {};
function textOf(source, units) {
  if (source === 'chat') return oneText((long.chat ??= chatMessages({ units: 4_200_000 })), units);
  if (source === 'logs') return oneText((long.logs ??= logMessages({ units: 4_200_000 })), units);
  return hostileText(
    HOSTILE.find((family) => family.name === source),
    units,
  );
}

process.on('message', ({ source, units }) => {
  try {
    const text = textOf(source, units);
    let best = Number.POSITIVE_INFINITY;
    let all = 0;
    for (let run = 0; run < MOST_RUNS && all < BUDGET_MS; run++) {
      const begun = performance.now();
      contender.pass([text]);
      const took = performance.now() - begun;
      best = Math.min(best, took);
      all += took;
    }
    process.send({ ms: best });
  } catch (error) {
    // The message of a foreign error may quote the text; its kind is enough here.
    process.send({ error: `throws ${error?.name ?? 'something'}` });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
