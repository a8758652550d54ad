import { lazy, Suspense, type LazyExoticComponent, type ReactNode } from 'react';
import { EXPERIMENTS, type Experiment } from '../../state/link/fields/lab';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Sections } from '../../ui/Sections';
import { ViewLayout } from '../../ui/ViewLayout';
import styles from './LabView.module.css';

/** Title of each experiment, and its part of the page, which is loaded when it is opened. */
const PARTS: Record<Experiment, { title: string; Part: LazyExoticComponent<() => ReactNode> }> = {
  rules: { title: 'Reverse rules', Part: lazy(() => import('./Rules')) },
  digits: { title: 'Rules on digits', Part: lazy(() => import('./digits/Digits')) },
  exact: { title: 'Exact denoiser', Part: lazy(() => import('./exact/Exact')) },
  bound: { title: 'Likelihood bound', Part: lazy(() => import('./bound/Bound')) },
};

/** The laboratory: experiments with the way back from noise. */
export default function LabView() {
  const { experiment } = useView('experiment');
  const { Part } = PARTS[experiment];
  return (
    <ViewLayout title="Lab" className={styles.lab}>
      <Sections
        label="Experiments"
        value={experiment}
        options={EXPERIMENTS.map((value) => ({ value, title: PARTS[value].title }))}
        onChange={(value) => patchView({ experiment: value })}
      />
      <Suspense fallback={<div aria-busy="true" />}>
        <Part />
      </Suspense>
    </ViewLayout>
  );
}
