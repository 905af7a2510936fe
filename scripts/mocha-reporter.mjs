// One dot a test, the failures in full, and the totals as JSON for scripts/check.mjs (reporter option `totals=FILE`).
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class TotalsReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOptions?.totals ?? options.reporterOption?.totals;
    if (!file) throw new Error('mocha-reporter.mjs needs --reporter-option totals=FILE');
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}
