import { Suspense, useState } from 'react';
import { QrCode } from 'lucide-react';
import type { Question } from '../../state/lecture/chapter';
import type { OpenStep } from '../../state/lecture/openStep';
import { isEmbedded } from '../../state/link/url';
import { Button } from '../../ui/controls';
import { lazyPart } from '../../ui/parts/lazyPart';
import { TEXTS } from './texts';

const Poll = lazyPart(() => import('./Poll'));

/** Lets a class vote on a question; for whoever gives the lecture. */
export function PollButton({ now, ask }: { now: OpenStep; ask: Question }) {
  const [isOpen, setOpen] = useState(false);
  if (isEmbedded()) return null;
  return (
    <>
      <Button look="quiet" aria-label={TEXTS.pollTitle} title={TEXTS.pollTitle} onClick={() => setOpen(true)}>
        <QrCode size={18} aria-hidden="true" />
      </Button>
      {isOpen && (
        <Suspense>
          <Poll now={now} ask={ask} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
