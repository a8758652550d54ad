import { useEffect } from 'react';
import { useStore } from 'zustand';
import { packsKept } from '../../../state/offline/packsKept';
import { keeping } from '../../../state/offline/serviceWorker';
import { Button } from '../../../ui/controls';
import { formatMegabytes } from '../format';
import { JobBar } from '../JobBar';
import { TEXTS } from './texts';

/** How much of the page works offline, and a button for the rest. */
export default function Offline() {
  const page = useStore(keeping.store, (state) => state.page);
  const { missing, status } = useStore(packsKept.store);
  useEffect(() => {
    if (page === 'kept') void packsKept.look();
  }, [page]);
  if (page !== 'kept') return <p role="status">{TEXTS[page]}</p>;
  if (missing === undefined) return null;
  const size = formatMegabytes(missing);
  return (
    <>
      <p role="status">{missing === 0 ? TEXTS.all : TEXTS.small(size)}</p>
      {status.kind === 'running' ? (
        <JobBar
          label={TEXTS.progress}
          progress={{ done: status.loaded, of: status.of, secondsLeft: NaN }}
          text={`${formatMegabytes(status.loaded)} of ${formatMegabytes(status.of)}`}
        >
          <Button onClick={packsKept.cancel}>{TEXTS.cancel}</Button>
        </JobBar>
      ) : (
        missing > 0 && (
          <JobBar
            label={TEXTS.progress}
            text={status.kind === 'lost' ? TEXTS.digitsLost : ''}
            failed={status.kind === 'lost'}
          >
            <Button onClick={() => void packsKept.keep()}>
              {status.kind === 'lost' ? TEXTS.tryAgain : TEXTS.keep(size)}
            </Button>
          </JobBar>
        )
      )}
    </>
  );
}
