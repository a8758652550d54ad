import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { reaches } from '../../../state/level';
import { view } from '../../../state/link/view';
import { ExplainCard } from '../../../ui/ExplainCard';
import { AppLink } from '../AppLink';
import { shortTerm, termEntry, type TermName } from './glossary';
import { useGlossary } from './useGlossary';
import { TermHeading, TermText } from './TermText';
import { TEXTS } from '../texts';
import styles from './Term.module.css';

function AllTerms({ name, onOpen }: { name: TermName; onOpen: () => void }) {
  const { glossary, lang } = useGlossary();
  return (
    <p lang={lang}>
      <AppLink to={`?view=glossary&term=${name}`} onOpen={onOpen}>
        {glossary.texts.allTerms}
      </AppLink>
    </p>
  );
}

function Mark({ name }: { name: TermName }) {
  return (
    <ExplainCard label={TEXTS.whatIs(shortTerm(name))} heading={<TermHeading name={name} />}>
      {(close) => (
        <>
          <TermText name={name} onOpen={close} />
          <AllTerms name={name} onOpen={close} />
        </>
      )}
    </ExplainCard>
  );
}

interface Props {
  name: TermName;
  /** The words that it explains; the question mark stays on the line of the last one. */
  children?: ReactNode;
}

/**
 * A question mark that opens a card about a word: two sentences, the formula, and a link to where one sees it. At the level of
 * pictures a card with symbols has none.
 */
export function Term({ name, children }: Props) {
  const isShown = useStore(view, ({ level }) => reaches(level, termEntry(name).level ?? 'course'));
  if (!isShown) return children;
  if (children === undefined) return <Mark name={name} />;
  const cut = typeof children === 'string' ? children.lastIndexOf(' ') + 1 : 0;
  return (
    <>
      {typeof children === 'string' && children.slice(0, cut)}
      <span className={styles.together}>
        {typeof children === 'string' ? children.slice(cut) : children}
        <Mark name={name} />
      </span>
    </>
  );
}
