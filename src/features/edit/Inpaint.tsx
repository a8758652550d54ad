import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { Panel } from '../../ui/Panel';
import { Setting } from '../common/setting/Setting';
import { Termed } from '../common/glossary/Termed';
import { ClassFields } from './ClassFields';
import { LabelledPicture } from './LabelledPicture';
import { MaskField, MaskPad } from './MaskPad';
import { NotRead, useReading } from './Readings';
import { chosenTile, masked, shownState, shownStateT } from './state/results';
import { sheets } from './state/sheets';
import { TEXTS } from './texts';
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
  return Number.isNaN(t) ? '' : TEXTS.at(t);
};
const knownText = () => {
  const t = shownStateT(sheets.inpaint);
  return Number.isNaN(t) ? '' : t === 0 ? TEXTS.knownExactly : TEXTS.knownNoisy;
};

export function InpaintSettings() {
  return (
    <>
      <MaskField />
      <ClassFields />
      <Setting field="completions" />
      <Setting field="resamplings" />
      <Termed name="ddpm" from="all">
        <Setting field="fillSteps" />
      </Termed>
    </>
  );
}

/** Columns of a field of pictures that is about half as high again as wide. */
const columnsOf = (count: number): number => (count <= 3 ? count : Math.ceil(Math.sqrt(count * 1.33)));

/** A picture with a hole, and what might have been there. */
export function InpaintPictures() {
  const { completions } = useView('completions');
  const { label } = useStore(source, ({ picture }) => picture);
  const reading = useReading(sheets.inpaint);
  const columns = columnsOf(completions);
  const layout = { '--columns': columns, '--rows': Math.ceil(completions / columns) } as CSSProperties;
  return (
    <div className={styles.all} style={layout}>
      <MaskPad />
      <div className={styles.results}>
        <Tiles
          label={TEXTS.completions}
          choosing
          className={styles.completions}
          count={completions}
          picture={completion}
          tileName={(tile) => TEXTS.completion(tile + 1, completions)}
          caption={(tile) => (reading ? TEXTS.readAs(reading[tile]) : '\u00a0')}
        />
        <p className={styles.read} data-number="read">
          {reading ? TEXTS.read(reading, label) : '\u00a0'}
        </p>
        <NotRead sheet={sheets.inpaint} />
      </div>
    </div>
  );
}

/** How the chosen result is put together. */
export function InpaintStep() {
  return (
    <Panel title={TEXTS.howMade}>
      <div className={styles.equation}>
        <LabelledPicture
          name={TEXTS.known}
          tex="m \odot x_t"
          picture={known}
          badge="exact"
          text={knownText}
        />
        <span className={shared.sign}>+</span>
        <LabelledPicture name={TEXTS.filledIn} tex="(1 - m) \odot x_t" picture={filledIn} />
        <span className={shared.sign}>=</span>
        <LabelledPicture name={TEXTS.together} tex="x_t" picture={chosen} text={tText} number="fillT" />
      </div>
    </Panel>
  );
}

export const InpaintSlider = () => <TSlider sheet={sheets.inpaint} from={T} />;
