import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { reaches } from '../../state/level';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { PHONE, useMedia } from '../../ui/useMedia';
import { ViewLayout } from '../../ui/ViewLayout';
import { Scene } from '../common/Scene';
import { TEXTS as COMMON } from '../common/texts';
import { Copying } from './Copying';
import { Dock } from './Dock';
import { Equations } from './Equations';
import { Grid } from './Grid';
import { PAGE_TEXTS } from './pageTexts';
import { SamplerComparison } from './SamplerComparison';
import { Settings } from './Settings';
import { copying } from './state/copying';
import { grids } from './state/grids';
import { samplerComparison } from './state/samplerComparison';
import { SCENES, sceneLevels } from './state/scenes';
import { Strip } from './Strip';
import { TEXTS } from './texts';
import styles from './GenerateView.module.css';

/** What stands below the first screen, from its level on. In presenter mode it is a scene. */
function Part({ at, children }: { at: number; children: ReactNode }) {
  const isShown = useStore(view, (state) => reaches(state.level, sceneLevels(state)[at]));
  if (!isShown) return null;
  return (
    <Scene at={at} className={styles.part}>
      {children}
    </Scene>
  );
}

/** Many samples at once: what a sampler, its steps, a class and the noise make of them. */
export default function GenerateView() {
  useEffect(() => {
    const stops = [grids.follow(), copying.follow(), samplerComparison.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { comparing, level, aSteps, bSteps } = useView('comparing', 'level', 'aSteps', 'bSteps');
  const isOneStep = aSteps === 1 || (comparing && bSteps === 1);
  const [hovered, setHovered] = useState<number | null>(null);
  const isNarrow = useMedia(PHONE);
  // Few settings stand in a row above the pictures.
  const isRow = level === 'picture' && !comparing;
  const settings = <Settings isRow={isRow} />;
  return (
    <ViewLayout
      title={PAGE_TEXTS.name}
      side={isNarrow || isRow ? undefined : settings}
      className={styles.view}
    >
      <Scene at={SCENES.pictures} className={styles.first}>
        <p className={styles.story} data-chrome>
          {isOneStep ? COMMON.oneStep : comparing ? TEXTS.story.comparing : TEXTS.story.usual}
        </p>
        {isRow && !isNarrow && settings}
        <div className={styles.sides} data-both={comparing}>
          <Grid side="a" hovered={hovered} onHover={setHovered} />
          {comparing && <Grid side="b" hovered={hovered} onHover={setHovered} />}
        </div>
        {isNarrow && (
          <details className={styles.settings} data-chrome>
            <summary>{TEXTS.settings}</summary>
            {settings}
          </details>
        )}
        <Dock hovered={hovered} isNarrow={isNarrow} />
      </Scene>
      <div className={styles.parts}>
        <Part at={SCENES.step}>
          <Equations />
        </Part>
        <Part at={SCENES.strip}>
          <Strip />
        </Part>
        <Part at={SCENES.copying}>
          <Copying />
        </Part>
        <Part at={SCENES.comparison}>
          <SamplerComparison />
        </Part>
      </div>
    </ViewLayout>
  );
}
