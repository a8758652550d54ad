import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Termed } from '../common/glossary/Termed';
import { Setting } from '../common/setting/Setting';
import { openPart } from './openPart';
import { learning } from './state/learning';
import { SIDES, type Side } from './state/ways';
import { TEXTS } from './texts';
import { WayPicture } from './WayPicture';
import both from './Both.module.css';
import styles from './Back.module.css';

/** Stops drawing paths. */
export function Untrace() {
  const { planeTraced } = useView('planeTraced');
  if (planeTraced === '') return null;
  return <Button onClick={() => patchView({ planeTraced: '' })}>{TEXTS.untrace}</Button>;
}

/** Where the score of a network is asked for: a way to train one, and to let only the score differ. */
function ScoreHelp() {
  const { wayScore, ...set } = useView(
    'wayScore',
    'wayA',
    'wayB',
    'wayStepsA',
    'wayStepsB',
    'wayGA',
    'wayGB',
  );
  useStore(learning.store, ({ learned }) => learned?.id);
  if (wayScore === 'exact') return null;
  if (!learning.learned()) return <Button onClick={() => openPart('learn')}>{TEXTS.trainOne}</Button>;
  const { wayA: wayB, wayStepsA: wayStepsB, wayGA: wayGB } = set;
  const isLikeA = set.wayB === wayB && set.wayStepsB === wayStepsB && (wayB !== 'sde' || set.wayGB === wayGB);
  if (wayScore === 'learned' || isLikeA) return null;
  return (
    <Button title={TEXTS.likeATitle} onClick={() => patchView({ wayB, wayStepsB, wayGB })}>
      {TEXTS.likeA}
    </Button>
  );
}

export const BackSettings = () => (
  <>
    <Setting field="planeCount" />
    <Setting field="wayScore" />
    <ScoreHelp />
    <Setting field="waySpread" />
    <Untrace />
  </>
);

/** Rule and steps of a side, in one row. */
function WaySettings({ side }: { side: Side }) {
  const isA = side === 'a';
  const { wayA, wayB, level } = useView('wayA', 'wayB', 'level');
  const field = isA ? 'wayA' : 'wayB';
  if (level === 'picture')
    return (
      <div className={styles.way} data-chrome>
        <Setting field={field} options={TEXTS.plainWays} />
      </div>
    );
  return (
    <div className={styles.way} data-chrome>
      <b>{side.toUpperCase()}</b>
      <Setting field={field} />
      <Setting field={isA ? 'wayStepsA' : 'wayStepsB'} />
      {(isA ? wayA : wayB) === 'sde' && (
        <Termed name="sde">
          <Setting field={isA ? 'wayGA' : 'wayGB'} />
        </Termed>
      )}
    </div>
  );
}

/** Two ways back from the same noise. */
export const BackPictures = () => (
  <div className={both.both}>
    {SIDES.map((side) => (
      <WayPicture
        key={side}
        side={side}
        label={TEXTS.wayPicture(side.toUpperCase())}
        heading={<WaySettings side={side} />}
      />
    ))}
  </div>
);
