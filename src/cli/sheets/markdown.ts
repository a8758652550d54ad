import { addressOf, tolerance, type Sheet } from './sheet';
import { TEXTS } from './texts';

/** Characters that Markdown would take for its own. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`);

/** A student's sheet as Markdown. */
export function markdownOf({ student, entries }: Sheet, page: string): string {
  const parts = entries.map(({ task }) =>
    [
      `## ${plain(TEXTS.heading(task.id, task.title))} (${TEXTS.minutes(task.minutes)})`,
      plain(task.question),
      `[${TEXTS.open}](${addressOf(task, page)})`,
      task.fields
        .map((field) => {
          if (field.kind === 'link') return `- ${TEXTS.handIn}`;
          const options = field.options?.map(({ text }) => `  - [ ] ${plain(text)}`) ?? [];
          const allowed = field.within === undefined ? '' : ` (${TEXTS.tolerance(tolerance(field.within))})`;
          return [
            `- ${plain(TEXTS.answer(field.label))}${options.length > 0 ? '' : `________${allowed}`}`,
            ...options,
          ].join('\n');
        })
        .join('\n'),
    ].join('\n\n'),
  );
  return `# ${plain(TEXTS.title(student))}\n\n${TEXTS.about}\n\n${parts.join('\n\n')}\n`;
}
