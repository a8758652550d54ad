import { useEffect, type ComponentType } from 'react';
import { EDITS, type Edit } from '../../state/link/fields/edit';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Disclosure } from '../../ui/Disclosure';
import { Sections } from '../../ui/Sections';
import { PHONE, useMedia } from '../../ui/useMedia';
import { AtLevel } from '../common/setting/AtLevel';
import { Dock } from '../common/Dock';
import { NetworkPicker } from '../common/setting/NetworkPicker';
import { Scene } from '../common/Scene';
import { SeedField } from '../common/setting/SeedField';
import { SourcePicker } from '../common/picture/SourcePicker';
import { Term } from '../common/glossary/Term';
import type { TermName } from '../common/glossary/glossary';
import { Bar } from './Bar';
import { BetweenPictures, BetweenSettings, BetweenSlider } from './Between';
import { ChangePictures, ChangeSettings, ChangeSlider } from './Change';
import { DenoisePictures, DenoiseSettings, DenoiseSlider } from './Denoise';
import { DenoiseNumbers } from './DenoiseNumbers';
import { InpaintPictures, InpaintSettings, InpaintSlider, InpaintStep } from './Inpaint';
import { RestylePictures, RestyleSettings, RestyleStrengths } from './Restyle';
import { Rich } from '../common/glossary/Rich';
import { editing } from './state/editing';
import { estimator } from './state/estimator';
import { readings } from './state/readings';
import { TEXTS } from './texts';
import styles from './EditView.module.css';

interface Part {
  readonly Settings: ComponentType;
  readonly Pictures: ComponentType;
  /** Moves through the results; below the pictures, at the thumb on a phone. */
  readonly Slider?: ComponentType;
  /** What is read once: numbers, and how the pictures are made. */
  readonly More?: ComponentType;
  readonly term: TermName;
}

const PARTS: Record<Edit, Part> = {
  denoise: {
    Settings: DenoiseSettings,
    Pictures: DenoisePictures,
    Slider: DenoiseSlider,
    More: DenoiseNumbers,
    term: 'posterior',
  },
  inpaint: {
    Settings: InpaintSettings,
    Pictures: InpaintPictures,
    Slider: InpaintSlider,
    More: InpaintStep,
    term: 'inpainting',
  },
  restyle: {
    Settings: RestyleSettings,
    Pictures: RestylePictures,
    More: RestyleStrengths,
    term: 'restyle',
  },
  change: { Settings: ChangeSettings, Pictures: ChangePictures, Slider: ChangeSlider, term: 'inversion' },
  between: { Settings: BetweenSettings, Pictures: BetweenPictures, Slider: BetweenSlider, term: 'inversion' },
};

/** What diffusion is good for beside drawing digits: restoring pictures, filling them in, changing them. */
export default function EditView() {
  useEffect(() => {
    const stops = [editing.follow(), readings.follow(), estimator.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { edit, level, present } = useView('edit', 'level', 'present');
  const isNarrow = useMedia(PHONE);
  const { Settings, Pictures, Slider, More, term } = PARTS[edit];
  const { about, plain, how } = TEXTS.of[edit];
  return (
    <main className={styles.view} data-level={level} data-edit={edit}>
      <h1 className="visually-hidden">{TEXTS.name}</h1>
      <div className={styles.edits} data-chrome>
        <Sections
          label={TEXTS.edits}
          value={edit}
          options={EDITS.map((value) => ({ value, title: TEXTS.of[value][isNarrow ? 'short' : 'title'] }))}
          onChange={(value) => patchView({ edit: value, editT: 0, editTile: 0 })}
        />
      </div>
      <section className={styles.side} aria-label={TEXTS.settings} data-chrome>
        <SourcePicker />
        <Settings />
        <AtLevel from="course">
          <SeedField />
        </AtLevel>
        <NetworkPicker />
      </section>
      <Scene at={0} className={styles.main}>
        <p className={styles.about}>
          <Term name={term}>{about}</Term>
        </p>
        <Pictures />
        <Dock className={styles.dock}>
          {Slider && <Slider />}
          <Bar />
        </Dock>
      </Scene>
      <Scene at={1} className={styles.more}>
        <section className={styles.how} aria-label={TEXTS.how}>
          <h2>{TEXTS.how}</h2>
          <p>{plain}</p>
          <AtLevel from="course">
            <div className={styles.exactly}>
              <Disclosure summary={TEXTS.exactly} isOpen={present}>
                {how.map((text) => (
                  <p key={text}>
                    <Rich>{text}</Rich>
                  </p>
                ))}
              </Disclosure>
            </div>
          </AtLevel>
        </section>
        {More && (
          <AtLevel from="course">
            <div className={styles.numbers}>
              <More />
            </div>
          </AtLevel>
        )}
      </Scene>
    </main>
  );
}
