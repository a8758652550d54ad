import { fixed, share } from '../../diffusion/numbers/formatNumber';
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
import { Setting } from '../common/setting/Setting';
import { Term } from '../common/glossary/Term';
import { useIsHidden } from '../common/useIsHidden';
import { Distances } from './Distances';
import { copyVerdict } from '../../diffusion/numbers/nearness';
import { copying, type CopyingState } from './state/copying';
import { grids } from './state/grids';
import { searchCopies } from './state/panels';
import { TEXTS } from './texts';
import shared from './Generate.module.css';
import styles from './Copying.module.css';

const EXPLAINED = TEXTS.copyingCard.map((text) => <p key={text}>{text}</p>);

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
        return TEXTS.digitsLoading(formatMegabytes(progress.loaded), formatMegabytes(progress.total));
      return total === 0 ? TEXTS.comparingDigits : TEXTS.unseenSoFar(unseen.length, total);
    }
    case 'stopped':
      return TEXTS.searchStopped;
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
  const isHidden = useIsHidden('copyVerdict');
  if (status.kind !== 'done' && status.kind !== 'stopped') return null;
  if (unseen.length === 0) return null;
  if (isHidden) return <p className={styles.verdict}>{TEXTS.verdictHidden}</p>;
  const [{ distance }] = nearest;
  const { percent, kind } = copyVerdict(distance, unseen);
  return (
    <p className={styles.verdict}>
      {TEXTS.verdictLies}
      <b>{fixed(distance, 2)}</b>
      {TEXTS.verdictOf(unseen.length, label)}
      <b>{share(percent, 0, 100)} %</b>
      {TEXTS.verdictCloser}
      {TEXTS.verdict[kind]}
    </p>
  );
}

/** Does the network draw training digits again? */
export function Copying() {
  const { tile, gridCount, searched } = useView('tile', 'gridCount', 'searched');
  const { comparing, level } = useView('comparing', 'level');
  const state = useStore(copying.store);
  const isReady = useStore(grids.sheets.a.store, ({ run }) => run?.complete === true);
  const current = Math.min(tile, gridCount - 1);
  const { status, query, nearest, unseen } = state;
  const isRunning = status.kind === 'running';
  return (
    <Panel
      id="copying"
      title={
        <>
          {TEXTS.copying} <Term name="mnist" />
        </>
      }
      explain={EXPLAINED}
      aside={<Badge kind="live" by={TEXTS.copyingBadge} />}
    >
      <div className={shared.fields}>
        <span className={shared.fieldName} aria-hidden="true">
          {TEXTS.among}
        </span>
        <Setting field="searched" look="small buttons" along={() => ({ copied: '' })} />
        {isRunning ? (
          <Button onClick={copying.stop}>{TEXTS.cancel}</Button>
        ) : (
          <Button
            className={status.kind === 'done' ? '' : shared.start}
            disabled={!isReady}
            onClick={searchCopies}
          >
            {TEXTS.find(current + 1, comparing ? 'A' : '', searched === 60_000 ? '11.2 MB' : '3.2 MB')}
          </Button>
        )}
        {isRunning && status.progress && (
          <progress
            className={shared.progress}
            max={status.progress.total}
            value={status.progress.loaded}
            aria-label={TEXTS.downloadProgress}
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
              <Still pixels={query.picture} label={TEXTS.sample} />
              <figcaption className={shared.caption}>{TEXTS.sampleCaption}</figcaption>
            </figure>
            {nearest.map((digit) => (
              <figure key={digit.index}>
                <Still pixels={digit.pixels} label={TEXTS.trainDigit(digit.index, digit.label)} />
                <figcaption className={shared.caption}>
                  <b>{fixed(digit.distance, 2)}</b> #{digit.index}
                </figcaption>
              </figure>
            ))}
          </div>
          <div>
            <Distances unseen={unseen} sample={nearest[0].distance} label={state.label} />
            <Verdict {...state} />
            <p className={`${shared.note} ${styles.searched}`}>
              {TEXTS.searchedDigits(query.digits)}
              {query.label === ANY_DIGIT && TEXTS.noClassAsked(state.label)}
            </p>
          </div>
        </div>
      ) : (
        <p className={shared.note}>
          {level === 'picture' ? TEXTS.copyingAboutPicture : TEXTS.copyingAbout}{' '}
          <span data-chrome>{TEXTS.copyingChoose}</span>
        </p>
      )}
    </Panel>
  );
}
