import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { reaches } from '../../state/level';
import type { Level } from '../../state/link/fieldKinds';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { useMedia } from '../../ui/useMedia';
import { ViewLayout } from '../../ui/ViewLayout';
import { Scene } from '../common/Scene';
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
import { Strip } from './Strip';
import { TEXTS } from './texts';
import styles from './GenerateView.module.css';

const NARROW = matchMedia('(max-width: 719px)');

/** What stands below the first screen. In presenter mode it is a scene, which a lower level leaves out. */
function Part({ at, from, children }: { at: number; from: Level; children: ReactNode }) {
  const isShown = useStore(view, ({ level }) => reaches(level, from));
  const { present } = useView('present');
  return (
    <Scene at={at} className={styles.part}>
      {isShown ? children : present && <p className={styles.story}>{TEXTS.notAtLevel}</p>}
    </Scene>
  );
}

/** Many samples at once: what a sampler, its steps, a class and the noise make of them. */
export default function GenerateView() {
  useEffect(() => {
    const stops = [grids.follow(), copying.follow(), samplerComparison.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { comparing, strip, level } = useView('comparing', 'strip', 'level');
  const [hovered, setHovered] = useState<number | null>(null);
  const isNarrow = useMedia(NARROW);
  // Few settings stand in a row above the pictures.
  const isRow = level === 'picture' && !comparing;
  const settings = <Settings isRow={isRow} />;
  return (
    <ViewLayout
      title={PAGE_TEXTS.name}
      side={isNarrow || isRow ? undefined : settings}
      className={styles.view}
    >
      <Scene at={0} className={styles.first}>
        <p className={styles.story} data-chrome>
          {comparing ? TEXTS.story.comparing : TEXTS.story.usual}
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
        <Part at={1} from="course">
          <Equations />
        </Part>
        <Part at={2} from={strip ? 'picture' : 'course'}>
          <Strip />
        </Part>
        <Part at={3} from="picture">
          <Copying />
        </Part>
        <Part at={4} from="course">
          <SamplerComparison />
        </Part>
      </div>
    </ViewLayout>
  );
}
