/** Imported into a process, so that it says in the end what processor time it took. */
import { cpuMs } from './measure.mjs';

process.on('exit', () => process.stderr.write(`processor time: ${cpuMs()} ms\n`));
