// Times one contender on texts of a given size; see growth.mjs.
import { chatMessages, HOSTILE, hostileText, logMessages, oneText } from '../generate.mjs';
import { loadContender } from './contenders.mjs';
import { cpuMs } from './measure.mjs';

const BUDGET_MS = 250;
const MOST_RUNS = 250;

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
    // The mean, not the best: only a small text has runs without a collection, so the best would make the large ones look worse than they are.
    let all = 0;
    let runs = 0;
    let first = 0;
    while (runs < MOST_RUNS && all < BUDGET_MS) {
      const begun = cpuMs();
      contender.pass([text]);
      const took = cpuMs() - begun;
      if (runs === 0) first = took;
      all += took;
      runs++;
    }
    process.send({ ms: runs === 1 ? all : (all - first) / (runs - 1) });
  } catch (error) {
    // The message of a foreign error may quote the text; its kind is enough here.
    process.send({ error: `throws ${error?.name ?? 'something'}` });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
