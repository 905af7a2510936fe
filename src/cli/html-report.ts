/** A report as one page that needs nothing else: no script, no network, no values. */
import type { RedactorInfo } from '../types.ts';
import { descending, failureText, type InputResult, losses, remarks } from './summary.ts';
import { bytesText } from './units.ts';

/** Bars of one chart; the rest is summed up. */
const BARS = 40;
/** Records listed; the JSON report has more. */
const LISTED = 200;

const STYLE = `
:root { color-scheme: light dark; --page: #fff; --text: #1a1a1a; --bar: #2b6cb0; --line: #8886; --dim: #666; --warn: #a12622; }
@media (prefers-color-scheme: dark) { :root { --page: #16181b; --text: #e6e6e6; --bar: #5aa2e0; --dim: #a6a6a6; --warn: #ff9a8d; } }
body { background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; overflow-wrap: anywhere; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } h2 { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.5rem; } h3 { margin: 1.8rem 0 .4rem; }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; } dt, .dim { color: var(--dim); } dd { margin: 0; }
table { border-spacing: 0; table-layout: fixed; width: 100%; } th, td { font-size: .9rem; padding: .1rem 0; text-align: left; }
th { font-weight: normal; padding-right: 1rem; width: 36%; } td.n { font-variant-numeric: tabular-nums; text-align: right; width: 7em; }
thead th, thead td { border-bottom: 1px solid var(--line); color: var(--dim); } tbody.all th, tbody.all td { padding: .25rem 0; }
.bar { background: var(--bar); display: block; height: .9rem; min-width: 2px; }
svg { display: block; height: 6.5rem; width: 100%; } rect { fill: var(--bar); }
.ends { display: flex; font-size: .9rem; justify-content: space-between; margin: 0; } .warn { color: var(--warn); font-weight: 600; }
@media (max-width: 32rem) { td.n { width: 4.5em; } }
@media print { body { margin: 0; max-width: none; } .bar { print-color-adjust: exact; } section { break-inside: auto; } tr { break-inside: avoid; } }
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
${overview(results)}
${results.map(inputSection).join('\n')}
</body>
</html>
`;
}

/** Of several inputs, all at a glance. */
function overview(results: readonly InputResult[]): string {
  if (results.length < 2) return '';
  const rows = results.map(
    ({ name, tally }) =>
      `<tr><th scope="row">${escaped(name)}</th>${[tally.records, tally.total, tally.failedCount + tally.degradedCount].map((n) => `<td class="n">${numberText(n)}</td>`).join('')}</tr>`,
  );
  return `<table>
<thead><tr><th scope="col">Input</th><td class="n">Records</td><td class="n">Findings</td><td class="n">Not examined</td></tr></thead>
<tbody class="all">${rows.join('')}</tbody>
</table>`;
}

function inputSection(result: InputResult): string {
  const { name, readAs, bytes, seconds, tally } = result;
  return `<section>
<h2>${escaped(name)}</h2>
<dl>
${facts({
  'Read as': readAs,
  Size: bytesText(bytes),
  Time: `${seconds.toFixed(1)} s`,
  Records: numberText(tally.records),
  Findings:
    tally.allowed === 0
      ? numberText(tally.total)
      : `${numberText(tally.total)}, ${numberText(tally.allowed)} of them let stand by the policy`,
})}
</dl>
${troubles(result)}
${beside(result)}
${chart('By category', tally.byCategory)}
${chart('By rule', tally.byRule)}
${chart('By what became of them', tally.byAction)}
${chart('By field', tally.byField)}
${positionChart(result)}
</section>`;
}

function facts(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`)
    .join('\n');
}

/** Bars that lie, longest first. */
function chart(title: string, counts: Readonly<Record<string, number>>): string {
  const all = descending(counts);
  if (all.length === 0) return '';
  const rest = all.slice(BARS);
  const rows =
    rest.length === 0 ? all : [...all.slice(0, BARS), [`${rest.length} more`, rest.reduce((sum, [, n]) => sum + n, 0)] as [string, number]];
  const most = Math.max(...rows.map(([, n]) => n));
  const bars = rows.map(
    ([label, n]) =>
      `<tr><th scope="row">${escaped(label)}</th><td><span class="bar" style="width:${((n / most) * 100).toFixed(1)}%"></span></td><td class="n">${numberText(n)}</td></tr>`,
  );
  return `<h3>${escaped(title)}</h3>
<table><tbody>${bars.join('')}</tbody></table>`;
}

/** Bars that stand, one a stretch of the input. */
function positionChart({ positions: { width, counts }, bytes }: InputResult): string {
  if (counts.length < 2 || counts.every((n) => n === 0)) return '';
  const most = Math.max(...counts);
  const step = 1000 / counts.length;
  const bars = counts.map((n, i) => {
    const height = (n / most) * 100;
    const place = `${bytesText(i * width)} to ${bytesText(Math.min(bytes, (i + 1) * width))}: ${numberText(n)}`;
    return `<rect x="${(i * step).toFixed(1)}" y="${(100 - height).toFixed(1)}" width="${(step * 0.85).toFixed(1)}" height="${height.toFixed(1)}"><title>${place}</title></rect>`;
  });
  return `<h3>By place in the input</h3>
<svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="Findings from the beginning to the end of the input">${bars.join('')}</svg>
<p class="ends dim"><span>0</span><span>${bytesText(bytes)}</span></p>`;
}

function troubles({ name, format, tally }: InputResult): string {
  if (tally.clean) return '<p>Every record could be examined.</p>';
  const failures = tally.failures.slice(0, LISTED).map((failure) => failureText(name, format, failure).slice(`${name}: `.length));
  const degraded = tally.degradedRecords.slice(0, LISTED).map((record) => `record ${record}: a text could not be examined; replaced`);
  const more = tally.failedCount + tally.degradedCount - failures.length - degraded.length;
  return `<h3>What could not be examined</h3>
<p class="warn">${losses(tally)
    .map(([count, what]) => `${numberText(count)} ${what}`)
    .join('; ')}.</p>
${list([...failures, ...degraded, ...(more > 0 ? [`and ${numberText(more)} more`] : [])])}`;
}

function beside({ tally }: InputResult): string {
  const all = remarks(tally).map(([count, what]) => `${numberText(count)} ${what}`);
  return all.length === 0 ? '' : `<h3>What else to know</h3>\n${list(all)}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
}

/** '12 345' */
function numberText(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Names of files and fields come from others. What cannot be seen is shown, so that no name can turn the text around it. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (unit) => ENTITIES[unit])
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (unit) => `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`);
}
