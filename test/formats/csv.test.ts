import { csv, tsv } from '../../src/formats/csv.ts';
import { fixturesOf, keepsPromises } from '../support/format-properties.ts';

describe('formats/csv', () => {
  keepsPromises({ scanner: csv.scanner, fixtures: fixturesOf('csv') });
});

describe('formats/csv, between tabs', () => {
  keepsPromises({ scanner: tsv.scanner, fixtures: fixturesOf('tsv') });
});
