import { addressOf, escaped, tolerance, type Sheet } from './sheet';
import { TEXTS } from './texts';

const STYLE = `
@page { size: A4; margin: 18mm; }
body { max-width: 174mm; margin: 0 auto; font: 11pt/1.45 "DejaVu Sans", "Segoe UI", Arial, sans-serif; }
article { break-after: page; }
section { break-inside: avoid; margin: 8mm 0; }
h1 { font-size: 16pt; }
h2 { margin: 0; font-size: 12.5pt; }
p { margin: 1.5mm 0; }
.box { display: inline-block; width: 32mm; height: 8mm; margin: 0 3mm 0 2mm; border: 0.3mm solid; vertical-align: middle; }
.address { font-size: 8.5pt; overflow-wrap: anywhere; }
ul { padding: 0; list-style: none; }
li::before { content: "\\2610\\00a0"; }
`;

/** The sheets of all students as one page of HTML for printing, each beginning on a sheet of its own. */
export function printedOf(sheets: readonly Sheet[], page: string): string {
  const articles = sheets.map(({ student, entries }) => {
    const sections = entries.map(({ task }) => {
      const boxes = task.fields.map((field) => {
        const label = escaped(TEXTS.answer(field.label));
        if (field.kind === 'link') return `<p>${escaped(TEXTS.handIn)}</p>`;
        if (field.options)
          return `<p>${label}</p><ul>${field.options.map(({ text }) => `<li>${escaped(text)}</li>`).join('')}</ul>`;
        return `<p>${label}<span class="box"></span>${field.within === undefined ? '' : escaped(TEXTS.tolerance(tolerance(field.within)))}</p>`;
      });
      return `<section><h2>${escaped(TEXTS.heading(task.id, task.title))} · ${TEXTS.minutes(task.minutes)}</h2>
<p>${escaped(task.question)}</p>
${boxes.join('\n')}
<p class="address">${escaped(addressOf(task, page))}</p></section>`;
    });
    return `<article><h1>${escaped(TEXTS.title(student))}</h1><p>${escaped(TEXTS.about)}</p>
${sections.join('\n')}</article>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Thousand Steps</title><style>${STYLE}</style></head>
<body>
${articles.join('\n')}
</body></html>
`;
}
