import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { Button } from '../../ui/controls';
import { countEvaluationsLeft, pictureSets } from './state/sets';
import { TEXTS } from './texts';

/** Windows where the comparison stands below the pictures: there its button stands at the slider. */
export const STACKED = matchMedia('(max-width: 1099px)');

/** Where the comparison is shown, so that the page can scroll to it. */
export const SETS_ID = 'detect-sets';

/** Starts the comparison with digits, or stops it. */
export function StartButton() {
  useView('detectAgainst', 'detectUnseen', 'detectCount', 'detectLeast', 'seed');
  useStore(network, ({ used }) => used);
  const sets = useStore(pictureSets.store);
  const { kind } = sets.status;
  if (kind === 'running' || kind === 'waiting')
    return (
      <Button look="primary" title={TEXTS.cancelTitle} onClick={pictureSets.stop}>
        {TEXTS.cancel}
      </Button>
    );
  return (
    <Button
      look="primary"
      title={TEXTS.compareTitle}
      disabled={countEvaluationsLeft(view.getState(), sets) === 0}
      onClick={() => {
        pictureSets.start();
        document.getElementById(SETS_ID)?.scrollIntoView({ block: 'nearest' });
      }}
    >
      {kind === 'failed' ? TEXTS.tryAgain : kind === 'stopped' ? TEXTS.goOn : TEXTS.compare}
    </Button>
  );
}
