import { useEffect, type ComponentType } from 'react';
import { PLANE_PARTS, PLANE_TITLES, type PlanePart } from '../../state/link/fields/plane';
import { useView } from '../../state/link/useView';
import { Sections } from '../../ui/Sections';
import { PHONE, useMedia } from '../../ui/useMedia';
import { AtLevel } from '../common/setting/AtLevel';
import { Dock } from '../common/Dock';
import { Scene } from '../common/Scene';
import { SeedField } from '../common/setting/SeedField';
import { Term } from '../common/glossary/Term';
import type { TermName } from '../common/glossary/glossary';
import { BackPictures, BackSettings } from './Back';
import { FieldNumbers, FieldPicture, FieldSettings } from './Field';
import { GuidancePictures, GuidanceSettings } from './Guidance';
import { HeatPictures, HeatSettings } from './Heat';
import { How } from './How';
import { LearnPictures, LearnSettings } from './Learn';
import { LawSettings } from './LawSettings';
import { LikelihoodPictures } from './Likelihood';
import { PathsPictures, PathsSettings } from './Paths';
import { SolverErrors } from './SolverErrors';
import { PlaneTransport, TSlider } from './Transport';
import { equation } from './state/equation';
import { field } from './state/field';
import { flow, streams } from './state/flow';
import { scoreOfAll, scoreOfClass } from './state/guidance';
import { heat, restored } from './state/heat';
import { fieldError, filmDistance } from './state/learned';
import { learning } from './state/learning';
import { path } from './state/likelihood';
import { solverErrors } from './state/solverErrors';
import { ways } from './state/ways';
import { openPart } from './openPart';
import { PAGE_TEXTS } from './pageTexts';
import { TEXTS } from './texts';
import styles from './PlaneView.module.css';

interface Part {
  readonly Pictures: ComponentType;
  readonly Settings?: ComponentType;
  /** What stands beside the picture. */
  readonly Numbers?: ComponentType;
  readonly term: TermName;
}

const PARTS: Readonly<Record<PlanePart, Part>> = {
  field: { Pictures: FieldPicture, Settings: FieldSettings, Numbers: FieldNumbers, term: 'score' },
  back: { Pictures: BackPictures, Settings: BackSettings, term: 'probabilityFlow' },
  learn: { Pictures: LearnPictures, Settings: LearnSettings, term: 'loss' },
  paths: { Pictures: PathsPictures, Settings: PathsSettings, term: 'flowMatching' },
  guidance: { Pictures: GuidancePictures, Settings: GuidanceSettings, term: 'guidance' },
  likelihood: { Pictures: LikelihoodPictures, term: 'changeOfVariables' },
  heat: { Pictures: HeatPictures, Settings: HeatSettings, term: 'heatEquation' },
};

/** Distributions in the plane, where score, density and ways back can be drawn whole. */
export default function PlaneView() {
  useEffect(() => {
    const answers = [fieldError, filmDistance, heat, restored, path, flow, streams, scoreOfAll, scoreOfClass];
    const stores = [learning, field, equation, ways.a, ways.b, solverErrors, ...answers];
    const stops = stores.map((store) => store.follow());
    return () => stops.forEach((stop) => stop());
  }, []);
  const { planePart, level } = useView('planePart', 'level');
  const isPhone = useMedia(PHONE);
  const { Pictures, Settings, Numbers, term } = PARTS[planePart];
  return (
    <main className={styles.view} data-level={level} data-part={planePart}>
      <h1 className="visually-hidden">{PAGE_TEXTS.name}</h1>
      <div className={styles.parts} data-chrome>
        <Sections
          label={TEXTS.parts}
          value={planePart}
          options={PLANE_PARTS.map((value) => ({
            value,
            title: isPhone ? TEXTS.shortTitles[value] : PLANE_TITLES[value],
          }))}
          onChange={openPart}
        />
      </div>
      <section className={styles.side} aria-label={TEXTS.settings} data-chrome>
        <LawSettings />
        {Settings && <Settings />}
        <AtLevel from="course">
          <SeedField />
        </AtLevel>
      </section>
      <Scene at={0} className={styles.main}>
        <p className={styles.about}>
          <Term name={term}>{TEXTS.stories[planePart]}</Term>
        </p>
        <div className={styles.stage}>
          <div className={styles.pictures}>
            <Pictures />
            {Numbers && <Numbers />}
          </div>
        </div>
        <Dock className={styles.dock}>
          <PlaneTransport />
          <TSlider />
        </Dock>
      </Scene>
      <AtLevel from="course">
        <Scene at={1} className={styles.more}>
          <How />
        </Scene>
      </AtLevel>
      {planePart === 'back' && (
        <AtLevel from="course">
          <Scene at={2} className={styles.solvers}>
            <SolverErrors />
          </Scene>
        </AtLevel>
      )}
    </main>
  );
}
