import { memo, Suspense, useDeferredValue, useEffect, type ComponentType } from 'react';
import { EXPERIMENTS, MATHEMATICS, type Experiment } from '../../state/link/fields/lab';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { lazyPart } from '../../ui/parts/lazyPart';
import { Sections } from '../../ui/Sections';
import { ViewLayout } from '../../ui/ViewLayout';
import { followCard } from './state/linkedCard';
import { TEXTS } from './texts';
import styles from './LabView.module.css';

/** Each experiment is loaded when it is opened. */
const PARTS: Record<Experiment, ComponentType> = {
  rules: lazyPart(() => import('./Rules')),
  digits: lazyPart(() => import('./digits/Digits')),
  exact: lazyPart(() => import('./exact/Exact')),
  bound: lazyPart(() => import('./bound/Bound')),
  derivation: lazyPart(() => import('./derivation/Derivation')),
  bugs: lazyPart(() => import('./bugs/Bugs')),
};

const Part = memo(function Part({ experiment }: { experiment: Experiment }) {
  const Content = PARTS[experiment];
  return <Content />;
});

/** The laboratory: experiments with the steps from noise towards data. */
export default function LabView() {
  const { experiment, level } = useView('experiment', 'level');
  useEffect(followCard, []);
  // As with views: the experiment before stays until another one is drawn.
  const shown = useDeferredValue(experiment);
  const tabs = EXPERIMENTS.filter(
    (each) => level !== 'picture' || each === experiment || !MATHEMATICS.includes(each),
  );
  return (
    <ViewLayout title={TEXTS.title} className={styles.lab}>
      <Sections
        label={TEXTS.experiments}
        value={experiment}
        options={tabs.map((value) => ({ value, title: TEXTS.tabs[value] }))}
        onChange={(value) => patchView({ experiment: value })}
      />
      <Suspense fallback={<div aria-busy="true" />}>
        <Part experiment={shown} />
      </Suspense>
    </ViewLayout>
  );
}
