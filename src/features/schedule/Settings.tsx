import { useSyncExternalStore } from 'react';
import { toggleCompared } from './state/comparison';
import { isMissing, isSampling, onAnySample, sampleUnderAll, stopSamplesUnder } from './state/samples';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { COMPARABLE } from '../../state/link/fields/schedule';
import { Button, NumberField } from '../../ui/controls';
import { Tex } from '../../ui/Tex';
import { SourcePicker } from '../common/SourcePicker';
import { HandCurve } from './HandCurve';
import { LOOKS } from './names';
import { Swatch } from './Swatch';
import styles from './Schedule.module.css';

/** Marks of the slider of T, which is logarithmic. */
const T_RANGE = { min: 10, max: 4000 };
const SLIDER = 200;
const toSlider = (T: number): number =>
  (SLIDER * Math.log(T / T_RANGE.min)) / Math.log(T_RANGE.max / T_RANGE.min);

/** Two figures: what a slider is dragged to should be a round number. */
const fromSlider = (at: number): number =>
  Number((T_RANGE.min * (T_RANGE.max / T_RANGE.min) ** (at / SLIDER)).toPrecision(2));

/** Stops the samples, or goes on with them. */
function SampleButtons() {
  const busy = useSyncExternalStore(onAnySample, isSampling);
  const missing = useSyncExternalStore(onAnySample, isMissing);
  if (!busy && !missing) return null;
  return <Button onClick={busy ? stopSamplesUnder : sampleUnderAll}>{busy ? 'Cancel' : 'Go on'}</Button>;
}

/** What is compared, and with how many steps. */
export function Settings() {
  const { compared, comparedT, rescaled, sampled } = useView('compared', 'comparedT', 'rescaled', 'sampled');
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
            <label key={id} className={styles.option} title={LOOKS[id].about}>
              <input
                type="checkbox"
                checked={on}
                disabled={on && compared.length === 1}
                onChange={() => toggleCompared(id)}
              />
              <Swatch id={id} /> {LOOKS[id].name}
            </label>
          );
        })}
      </fieldset>
      <div>
        <label className={styles.option}>
          <input type="checkbox" checked={sampled} onChange={() => patchView({ sampled: !sampled })} />
          let the network sample under each
        </label>
        {sampled && <SampleButtons />}
      </div>
      {compared.includes('hand') && <HandCurve />}
      {compared.includes('additive') && (
        <div className={styles.additive}>
          <p>
            <Tex tex={String.raw`x_t = x_{t-1} + \sqrt{\beta_t}\,\epsilon_t`} />
          </p>
          <label className={styles.option}>
            <input type="checkbox" checked={rescaled} onChange={() => patchView({ rescaled: !rescaled })} />
            show it divided by <Tex tex={String.raw`\sqrt{1+\sigma_t^2}`} />
          </label>
        </div>
      )}
      <div className={styles.steps}>
        <label htmlFor="compared-T">Steps T</label>
        <input
          id="compared-T"
          type="range"
          min={0}
          max={SLIDER}
          step={1}
          value={Math.round(toSlider(comparedT))}
          aria-valuetext={`T = ${comparedT}`}
          onChange={(event) => patchView({ comparedT: fromSlider(event.target.valueAsNumber) })}
        />
        <NumberField
          label="T"
          value={comparedT}
          min={T_RANGE.min}
          max={T_RANGE.max}
          onChange={(value) => patchView({ comparedT: value })}
        />
      </div>
      <p className={styles.note}>
        With another T each step does the work of 1000/T steps. So linear and quadratic end where they did;
        cosine and sigmoid go the further down the more steps they have, and a steep curve by hand moves when
        steps are few.
      </p>
    </div>
  );
}
