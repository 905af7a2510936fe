/** The version of this package. */
import { readFileSync } from 'node:fs';

/** Read from package.json, which stands two or three folders up: dist/cli/ here, build/src/cli/ in tests. */
export function version(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const about = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { name?: string; version?: string };
      if (about.name === 'sordino' && about.version !== undefined) return about.version;
    } catch {
      // Not there; the next one.
    }
  }
  return 'unknown';
}
