import { useState } from 'react';
import type { Question } from '../../state/lecture/chapter';
import { nameOfStep, type OpenStep } from '../../state/lecture/openStep';
import { progress, VOTES } from '../../state/lecture/progress';
import { qrCode } from '../../state/lecture/qrCode';
import { addressOfStep, lettersInOrder, questionAsText } from '../../state/lecture/steps';
import { Button, NumberField } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { useTexts } from './useTexts';
import styles from './Poll.module.css';

/** What a lecturer types after a vote. */
function Counts({ now, ask }: { now: OpenStep; ask: Question }) {
  const { POLL: TEXTS } = useTexts().words;
  const { step, text, votes = {} } = now;
  const textOf = (letter: keyof typeof answers): string => answers[letter]?.text ?? '';
  const answers = 'answers' in text ? text.answers : {};
  return (
    <table className={styles.counts}>
      <caption>{TEXTS.counts}</caption>
      <thead>
        <tr>
          <td />
          {VOTES.map((vote) => (
            <th key={vote} scope="col">
              {TEXTS.votes[vote]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lettersInOrder(ask, step.id).map((letter, i) => (
          <tr key={letter}>
            <th scope="row">{TEXTS.answer(i, textOf(letter))}</th>
            {VOTES.map((vote) => (
              <td key={vote}>
                <NumberField
                  label={TEXTS.countOf(vote, textOf(letter))}
                  prefix=""
                  value={votes[vote]?.[letter] ?? 0}
                  min={0}
                  max={9999}
                  onChange={(count) => progress.count(nameOfStep(now), vote, letter, count)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A question for a vote of the class: its link as a QR code, its words to copy, and what was counted. Nothing is sent. */
export default function Poll({ now, ask, onClose }: { now: OpenStep; ask: Question; onClose: () => void }) {
  const {
    words: { POLL: TEXTS },
    lang,
  } = useTexts();
  const [copied, setCopied] = useState('');
  const address = addressOfStep(now.chapter.id, now.index, now.chapter.lang);
  const words = questionAsText(now.step, now.text, address);
  const { size, path } = qrCode(address);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words); // there is no clipboard without https
      setCopied(TEXTS.copied);
    } catch {
      setCopied(TEXTS.notCopied);
    }
  };
  return (
    <Dialog title={TEXTS.title} open wide onClose={onClose}>
      <div className={styles.poll} lang={lang}>
        <figure className={styles.code}>
          <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={TEXTS.code}>
            <rect width={size} height={size} fill="#fff" />
            <path d={path} fill="#000" shapeRendering="crispEdges" />
          </svg>
          <figcaption>{address}</figcaption>
        </figure>
        <div>
          <p>{TEXTS.about}</p>
          <textarea className={styles.words} readOnly rows={8} aria-label={TEXTS.words} value={words} />
          <p>
            <Button onClick={() => void copy()}>{TEXTS.copy}</Button> <span role="status">{copied}</span>
          </p>
          <Counts now={now} ask={ask} />
        </div>
      </div>
    </Dialog>
  );
}
