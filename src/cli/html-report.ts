/** A report as one page that needs nothing else: no script, no network, no values. */
import type { RedactorInfo } from '../types.ts';
import type { Failure } from './tally.ts';
import { failureText, type InputResult } from './summary.ts';
import { bytesText, countText } from './units.ts';

/** Bars of one chart; the rest is summed up. */
const BARS = 40;
/** Records listed; the JSON report has more. */
const LISTED = 200;

const STYLE = `
:root { color-scheme: light dark; --bar: #2b6cb0; --line: #8886; --dim: #666; }
@media (prefers-color-scheme: dark) { :root { --bar: #63b3ed; --dim: #aaa; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } h2 { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.5rem; }
h2, h3, td, text { overflow-wrap: anywhere; }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
svg { display: block; height: auto; max-width: 100%; } rect { fill: var(--bar); } text { fill: currentColor; font: 13px system-ui, sans-serif; }
.dim { color: var(--dim); } .warn { font-weight: 600; }
`;

export function htmlReport(results: readonly InputResult[], info: RedactorInfo, version: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Redaction report</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Redaction report</h1>
<dl>
${facts({ Sordino: version, Policy: `${info.policy} (${info.policyHash})`, Rules: info.rulesHash, Categories: info.categories.join(', ') })}
</dl>
<p class="dim">Counts only; no value stands in this page.</p>
${results.map(inputSection).join('\n')}
</body>
</html>
`;
}

function inputSection(result: InputResult): string {
  const { name, format, bytes, seconds, tally } = result;
  return `<section>
<h2>${escaped(name)}</h2>
<dl>
${facts({
  Format: format,
  Size: bytesText(bytes),
  Time: `${seconds.toFixed(1)} s`,
  Records: String(tally.records),
  Findings: `${tally.total}, ${tally.allowed} of them let stand by the policy`,
})}
</dl>
${chart('By category', tally.byCategory)}
${chart('By rule', tally.byRule)}
${chart('By what became of them', tally.byAction)}
${chart('By field', tally.byField)}
${positionChart(result)}
${troubles(result)}
</section>`;
}

function facts(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`)
    .join('\n');
}

/** Bars that lie, longest first. */
function chart(title: string, counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  if (all.length === 0) return '';
  const rest = all.slice(BARS);
  const rows =
    rest.length === 0 ? all : [...all.slice(0, BARS), [`${rest.length} more`, rest.reduce((sum, [, n]) => sum + n, 0)] as [string, number]];
  const most = Math.max(...rows.map(([, n]) => n));
  const bars = rows.map(([label, n], i) => {
    const y = i * 22;
    const width = Math.max(1, Math.round((n / most) * 420));
    return `<text x="290" y="${y + 15}" text-anchor="end">${escaped(shortened(label))}<title>${escaped(label)}</title></text><rect x="300" y="${y + 3}" width="${width}" height="15"/><text x="${width + 306}" y="${y + 15}">${n}</text>`;
  });
  return `<h3>${escaped(title)}</h3>
<svg viewBox="0 0 820 ${rows.length * 22}" width="820" role="img" aria-label="${escaped(`${title}: ${rows.map(([label, n]) => `${label} ${n}`).join(', ')}`)}">${bars.join('')}</svg>`;
}

/** Bars that stand, one a stretch of the input. */
function positionChart({ positions: { width, counts }, bytes }: InputResult): string {
  if (counts.length < 2) return '';
  const most = Math.max(1, ...counts);
  const step = 780 / counts.length;
  const bars = counts.map((n, i) => {
    const height = Math.round((n / most) * 100);
    const place = `${bytesText(i * width)} to ${bytesText(Math.min(bytes, (i + 1) * width))}: ${n}`;
    return `<rect x="${(i * step).toFixed(1)}" y="${105 - height}" width="${Math.max(1, step - 1).toFixed(1)}" height="${height}"><title>${place}</title></rect>`;
  });
  return `<h3>By place in the input</h3>
<svg viewBox="0 0 820 130" width="820" role="img" aria-label="Findings from the beginning to the end of the input">${bars.join('')}<text x="0" y="125">0</text><text x="780" y="125" text-anchor="end">${bytesText(bytes)}</text></svg>`;
}

function troubles({ name, format, tally }: InputResult): string {
  if (tally.clean) return '<p>Every record could be examined.</p>';
  const failures = tally.failures.slice(0, LISTED).map((failure: Failure) => `<li>${escaped(failureText(name, format, failure))}</li>`);
  const degraded = tally.degradedRecords
    .slice(0, LISTED)
    .map((record) => `<li>record ${record}: a text could not be examined; replaced</li>`);
  const more = tally.failedCount + tally.degradedCount - failures.length - degraded.length;
  return `<h3>What could not be examined</h3>
<p class="warn">${countText(tally.failedCount, 'record')} replaced whole, ${countText(tally.degradedCount, 'text')} replaced.</p>
<ul>${[...failures, ...degraded].join('')}${more > 0 ? `<li>and ${more} more</li>` : ''}</ul>`;
}

function shortened(label: string): string {
  return label.length <= 42 ? label : `${label.slice(0, 20)}...${label.slice(-19)}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Names of files and fields come from others. What cannot be seen is shown, so that no name can turn the text around it. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (unit) => ENTITIES[unit])
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (unit) => `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`);
}
