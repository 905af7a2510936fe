/** Loaded before all tests: properties are held against the same inputs each time, so that a failure can be repeated. `SORDINO_SEED` looks elsewhere. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SORDINO_SEED ?? 20261122) });
