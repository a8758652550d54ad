import type { ReactNode } from 'react';
import { Tex } from '../../../ui/Tex';
import { AppLink } from '../AppLink';

/** TeX, bold, italics, code, a link, a paper. */
const MARKUP = /(\$[^$]+\$|\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\)|\[[^\]]+\])/;
const LINK = /^\[(.+)\]\((.+)\)$/;

function toNode(part: string, at: number, onOpen?: () => void): ReactNode {
  if (part.startsWith('$')) return <Tex key={at} tex={part.slice(1, -1)} />;
  if (part.startsWith('**')) return <b key={at}>{part.slice(2, -2)}</b>;
  if (part.startsWith('*')) return <i key={at}>{part.slice(1, -1)}</i>;
  if (part.startsWith('`')) return <code key={at}>{part.slice(1, -1)}</code>;
  if (!part.startsWith('[')) return part;
  const [, words, address] = LINK.exec(part) ?? [];
  if (!address) return <cite key={at}>{part.slice(1, -1)}</cite>;
  return address.startsWith('?') ? (
    <AppLink key={at} to={address} {...(onOpen && { onOpen })}>
      {words}
    </AppLink>
  ) : (
    <a key={at} href={address} target="_blank" rel="noreferrer">
      {words}
    </a>
  );
}

interface RichProps {
  /** `$...$` is TeX, `**...**` bold, `*...*` italics, what stands in backticks code, `[...](...)` a link and `[...]` a paper. */
  children: string;
  /** When a link of this page in it is opened. */
  onOpen?: () => void;
}

/** A text with a little markup. */
export function Rich({ children, onOpen }: RichProps) {
  return children.split(MARKUP).map((part, at) => toNode(part, at, onOpen));
}

interface RichCardProps {
  parts: readonly (string | readonly string[])[];
  onOpen?: () => void;
}

/** Such texts as paragraphs; a list of them becomes a list. */
export function RichCard({ parts, onOpen }: RichCardProps) {
  const rich = (text: string) => <Rich {...(onOpen && { onOpen })}>{text}</Rich>;
  return parts.map((part, at) =>
    typeof part === 'string' ? (
      <p key={at}>{rich(part)}</p>
    ) : (
      <ul key={at}>
        {part.map((item) => (
          <li key={item}>{rich(item)}</li>
        ))}
      </ul>
    ),
  );
}
