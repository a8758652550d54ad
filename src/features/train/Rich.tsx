import type { ReactNode } from 'react';
import { Tex } from '../../ui/Tex';

const MARKUP = /(\$[^$]+\$|\*\*[^*]+\*\*|\[[^\]]+\])/;

function toNode(part: string, at: number): ReactNode {
  if (part.startsWith('$')) return <Tex key={at} tex={part.slice(1, -1)} />;
  if (part.startsWith('**')) return <b key={at}>{part.slice(2, -2)}</b>;
  if (part.startsWith('[')) return <cite key={at}>{part.slice(1, -1)}</cite>;
  return part;
}

/** A text with `$...$` for TeX, `**...**` for bold and `[...]` for a paper. */
export function Rich({ children }: { children: string }) {
  return children.split(MARKUP).map(toNode);
}

/** Such texts as paragraphs; a list of them becomes a list. */
export function RichCard({ parts }: { parts: readonly (string | readonly string[])[] }) {
  return parts.map((part, at) =>
    typeof part === 'string' ? (
      <p key={at}>
        <Rich>{part}</Rich>
      </p>
    ) : (
      <ul key={at}>
        {part.map((item) => (
          <li key={item}>
            <Rich>{item}</Rich>
          </li>
        ))}
      </ul>
    ),
  );
}
