import { useSyncExternalStore } from 'react';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { COMPARABLE, COMPARED_T } from '../../state/link/fields/schedule';
import { Button, Checkbox } from '../../ui/controls';
import { Tex } from '../../ui/Tex';
import { Setting } from '../common/Setting';
import { SourcePicker } from '../common/SourcePicker';
import { HandCurve } from './HandCurve';
import { LOOKS } from './names';
import { toggleCompared } from './state/comparison';
import { scheduleSamples } from './state/samples';
import { Swatch } from './Swatch';
import shared from './Schedule.module.css';
import styles from './Settings.module.css';

/** Positions of the slider of T, which is logarithmic. */
const POSITIONS = 200;
const { min: MIN_T, max: MAX_T } = COMPARED_T;
const toPosition = (T: number): number => (POSITIONS * Math.log(T / MIN_T)) / Math.log(MAX_T / MIN_T);

/** T at a position, rounded to two figures, so that dragging gives round numbers. */
const fromPosition = (position: number): number =>
  Number((MIN_T * (MAX_T / MIN_T) ** (position / POSITIONS)).toPrecision(2));

/** Stops the samples, or goes on with them. */
function SampleButtons() {
  const { onAny, isBusy, isMissing, start, stop } = scheduleSamples;
  const busy = useSyncExternalStore(onAny, isBusy);
  const missing = useSyncExternalStore(onAny, isMissing);
  if (!busy && !missing) return null;
  return <Button onClick={busy ? stop : start}>{busy ? 'Cancel' : 'Go on'}</Button>;
}

/** What is compared, and with how many steps. */
export function Settings() {
  const { compared, comparedT, sampled } = useView('compared', 'comparedT', 'sampled');
  return (
    <div className={styles.settings} data-chrome>
      <div className={styles.source}>
        <SourcePicker />
      </div>
      <fieldset className={styles.choice}>
        <legend>Side by side</legend>
        {COMPARABLE.map((id) => {
          const on = compared.includes(id);
          return (
            <Checkbox
              key={id}
              label={LOOKS[id].name}
              title={LOOKS[id].about}
              checked={on}
              disabled={on && compared.length === 1}
              onChange={() => toggleCompared(id)}
            >
              <Swatch id={id} /> {LOOKS[id].name}
            </Checkbox>
          );
        })}
      </fieldset>
      <div>
        <Setting field="sampled" />
        {sampled && <SampleButtons />}
      </div>
      {compared.includes('hand') && <HandCurve />}
      {compared.includes('additive') && (
        <div className={styles.additive}>
          <p>
            <Tex tex={String.raw`x_t = x_{t-1} + \sqrt{\beta_t}\,\epsilon_t`} />
          </p>
          <Setting field="rescaled">
            show it divided by <Tex tex={String.raw`\sqrt{1+\sigma_t^2}`} />
          </Setting>
        </div>
      )}
      <div className={styles.steps}>
        <label htmlFor="compared-T">Steps T</label>
        <input
          id="compared-T"
          type="range"
          min={0}
          max={POSITIONS}
          step={1}
          value={Math.round(toPosition(comparedT))}
          aria-valuetext={`T = ${comparedT}`}
          onChange={(event) => patchView({ comparedT: fromPosition(event.target.valueAsNumber) })}
        />
        <Setting field="comparedT" />
      </div>
      <p className={shared.note}>
        With another T each step does the work of 1000/T steps. So linear and quadratic end where they did;
        cosine and sigmoid go the further down the more steps they have, and a steep curve by hand moves when
        steps are few.
      </p>
    </div>
  );
}
