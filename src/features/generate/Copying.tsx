import { useCallback } from 'react';
import { useStore } from 'zustand';
import { failureText } from '../../state/engine/failure';
import { useView } from '../../state/link/useView';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { formatMegabytes } from '../common/format';
import { Setting } from '../common/Setting';
import { Distances } from './Distances';
import { copying, type CopyingState } from './state/copying';
import { grids } from './state/grids';
import shared from './Generate.module.css';
import styles from './Copying.module.css';

const EXPLAINED = (
  <>
    <p>
      A network that has learned its training digits by heart would draw them again. So: which of them lie
      nearest to this sample? The distance is L2, the root of the sum of squared differences over all pixels,
      each from 0 (paper) to 1 (ink); every training digit is compared, none is left out.
    </p>
    <p>
      A number alone says little. Beside it stands the same distance for real test digits of the class, which
      nobody has trained on. A copy would lie far to the left of them all. A sample of a network that has
      understood digits lies among them.
    </p>
  </>
);

/** A picture that does not change. */
function Still({ pixels, label }: { pixels: Float32Array; label: string }) {
  const feed = useCallback(
    (draw: Draw) => {
      draw(pixels);
      return () => undefined;
    },
    [pixels],
  );
  return <PixelCanvas label={label} feed={feed} />;
}

function statusWords({ status, unseen, total }: CopyingState): string {
  switch (status.kind) {
    case 'running': {
      const { progress } = status;
      if (progress)
        return `MNIST digits arrive: ${formatMegabytes(progress.loaded)} of ${formatMegabytes(progress.total)}`;
      return total === 0
        ? 'Comparing with every training digit …'
        : `Unseen digits: ${unseen.length} of ${total}`;
    }
    case 'stopped':
      return 'Stopped. What has been found stays.';
    case 'failed':
      return failureText(status.error);
    case 'idle':
    case 'asked-first':
    case 'waiting':
    case 'done':
      return '';
    default:
      return status satisfies never;
  }
}

/** What the distances mean, in words and numbers. */
function Verdict({ status, nearest, unseen, label }: CopyingState) {
  if (status.kind !== 'done' && status.kind !== 'stopped') return null;
  if (unseen.length === 0) return null;
  const [{ distance }] = nearest;
  const closer = unseen.filter((unseenDistance) => unseenDistance < distance).length;
  const share = Math.round((100 * closer) / unseen.length);
  return (
    <p className={styles.verdict}>
      The sample lies at <b>{distance.toFixed(2)}</b>. Of {unseen.length} unseen {label}s, <b>{share} %</b>{' '}
      lie nearer to a training digit than that.{' '}
      {closer > 0
        ? 'That is no sign of a copy: real digits of other hands come as near.'
        : distance < 0.5
          ? 'So near, it is a copy.'
          : 'No unseen digit lies as near: look whether it is a copy.'}
    </p>
  );
}

/** Does the network draw training digits again? */
export function Copying() {
  const { tile, gridCount, searched, comparing } = useView('tile', 'gridCount', 'searched', 'comparing');
  const state = useStore(copying.store);
  const isReady = useStore(grids.sheets.a.store, ({ run }) => run?.complete === true);
  const current = Math.min(tile, gridCount - 1);
  const { status, query, nearest, unseen } = state;
  const isRunning = status.kind === 'running';
  return (
    <Panel title="Is it copying?" explain={EXPLAINED} aside={<Badge kind="live" by="exact search, MNIST" />}>
      <div className={shared.fields} data-chrome>
        <span className={shared.fieldName} aria-hidden="true">
          among training digits
        </span>
        <Setting field="searched" look="small buttons" along={() => ({ copied: '' })} />
        {isRunning ? (
          <Button onClick={copying.stop}>Cancel</Button>
        ) : (
          <Button disabled={!isReady} onClick={() => copying.ask('a', current)}>
            Nearest to picture {current + 1}
            {comparing ? ' of A' : ''} ({searched === 60_000 ? '11.2 MB' : '3.2 MB'})
          </Button>
        )}
        {isRunning && status.progress && (
          <progress
            className={shared.progress}
            max={status.progress.total}
            value={status.progress.loaded}
            aria-label="Download of digits"
          />
        )}
        <p className={shared.status} role={status.kind === 'failed' ? 'alert' : undefined}>
          {statusWords(state)}
        </p>
      </div>
      {query && nearest.length > 0 ? (
        <div className={shared.halves}>
          <div className={styles.near}>
            <figure>
              <Still pixels={query.picture} label="The sample" />
              <figcaption className={shared.caption}>the sample</figcaption>
            </figure>
            {nearest.map((digit) => (
              <figure key={digit.index}>
                <Still pixels={digit.pixels} label={`MNIST train #${digit.index}, a ${digit.label}`} />
                <figcaption className={shared.caption}>
                  <b>{digit.distance.toFixed(2)}</b> #{digit.index}
                </figcaption>
              </figure>
            ))}
          </div>
          <div>
            <Distances unseen={unseen} sample={nearest[0].distance} label={state.label} />
            <Verdict {...state} />
            <p className={shared.note}>
              Among the first {query.digits.toLocaleString('en')} of 60,000 training digits
              {query.digits < 60_000 ? ': the nearest of all may lie nearer' : ', all there are'}.
              {query.label === ANY_DIGIT && ` No class was asked for: its nearest digit is a ${state.label}.`}
            </p>
          </div>
        </div>
      ) : (
        <p className={shared.note}>
          Choose a picture of the grid with the arrow keys, or let a click on it ask. The five training digits
          nearest to it are looked for, and how near real digits come that are not among them.
        </p>
      )}
    </Panel>
  );
}
