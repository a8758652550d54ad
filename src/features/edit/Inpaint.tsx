import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { Setting } from '../common/Setting';
import { ClassFields } from './ClassFields';
import { LabelledPicture } from './LabelledPicture';
import { MaskPad } from './MaskPad';
import { NotRead, useReading } from './Readings';
import { chosenTile, masked, shownState, shownStateT } from './state/results';
import { sheets } from './state/sheets';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import shared from './shared.module.css';
import styles from './Inpaint.module.css';

const completion = (tile: number) => shownState(sheets.inpaint, tile);
const chosen = () => shownState(sheets.inpaint, chosenTile(view.getState().completions));
const chosenWithout = (hidden: 'missing' | 'known') => () => {
  const state = chosen();
  return state && masked(state, hidden);
};
const known = chosenWithout('missing');
const filledIn = chosenWithout('known');
const tText = () => {
  const t = shownStateT(sheets.inpaint);
  return Number.isNaN(t) ? '' : `t = ${t}`;
};
const knownText = () => {
  const t = shownStateT(sheets.inpaint);
  return Number.isNaN(t)
    ? ''
    : t === 0
      ? 'the picture itself, bit for bit'
      : 'the picture with the noise of t';
};

const EXPLAINED = (
  <>
    <p>
      <Tex
        tex={String.raw`x_{t-1} = m \odot q(x_{t-1} \mid x_0) + (1 - m) \odot p_\theta(x_{t-1} \mid x_t)`}
      />{' '}
      <cite>(RePaint: Lugmayr et al. 2022, eq. 8)</cite>, with <Tex tex="m" /> = 1 where a pixel is known. The
      network sees both parts together at the next step, and fits its own to the others.
    </p>
    <p>
      What is put back is as noisy as it should be, but it does not know what the network has begun. With
      resampling the step is taken back by fresh noise and taken again, several times, so that the two come to
      agree. Without a class several digits may fit: look how the completions differ.
    </p>
  </>
);

/** What the classifier reads, and how much of it is the original. */
function summary(reading: readonly number[], label: number | null): string {
  const kinds = [...new Set(reading)].sort((a, b) => a - b);
  const counts = kinds.map((kind) => `${reading.filter((one) => one === kind).length} as ${kind}`).join(', ');
  const right = reading.filter((one) => one === label).length;
  const share = label === null ? '' : `; the original is a ${label}: ${right} of ${reading.length}`;
  return `A classifier that knows nothing of the network reads ${counts}${share}.`;
}

/** A picture with a hole, and what might have been there. */
export function Inpaint() {
  const { completions } = useView('completions');
  const { label } = useStore(source, ({ picture }) => picture);
  const reading = useReading(sheets.inpaint);
  return (
    <>
      <div className={shared.fields} data-chrome>
        <Setting field="completions" />
        <Setting field="resamplings" />
        <Setting field="fillSteps" />
        <ClassFields />
      </div>
      <div className={styles.columns}>
        <MaskPad />
        <div className={styles.results}>
          <Tiles
            label="Completions"
            choosing
            className={styles.completions}
            count={completions}
            picture={completion}
            tileName={(tile) => `Completion ${tile + 1} of ${completions}`}
            caption={(tile) => (reading ? `read as ${reading[tile]}` : '\u00a0')}
          />
          <TSlider sheet={sheets.inpaint} from={T} />
          <p className={shared.note} data-number="read">
            {reading ? summary(reading, label) : '\u00a0'}
          </p>
          <NotRead sheet={sheets.inpaint} />
          <Panel title="How the chosen one is made" explain={EXPLAINED}>
            <div className={shared.equation}>
              <LabelledPicture
                name="known"
                tex="m \odot x_t"
                picture={known}
                badge="exact"
                text={knownText}
              />
              <span className={shared.sign}>+</span>
              <LabelledPicture name="filled in" tex="(1 - m) \odot x_t" picture={filledIn} />
              <span className={shared.sign}>=</span>
              <LabelledPicture name="both together" tex="x_t" picture={chosen} text={tText} number="fillT" />
            </div>
          </Panel>
        </div>
      </div>
    </>
  );
}
