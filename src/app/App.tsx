import { lazy, Suspense, useEffect } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useStore } from 'zustand';
import { TimelineView } from '../features/timeline/TimelineView';
import { view } from '../state/view';
import type { Page } from '../state/viewCodec';
import { Button } from '../ui/controls';
import { Header } from './Header';
import { Notices } from './Notices';
import styles from './App.module.css';

// What is not opened is not downloaded.
const ScheduleView = lazy(() => import('../features/schedule/ScheduleView'));
const GenerateView = lazy(() => import('../features/generate/GenerateView'));
const LabView = lazy(() => import('../features/lab/LabView'));
const TrainView = lazy(() => import('../features/train/TrainView'));

function Broken({ error }: { error: unknown }) {
  return (
    <main className={styles.broken} role="alert">
      <h1>The page has stumbled</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>Reload it; the address keeps what was on the screen.</p>
      <Button look="primary" onClick={() => location.reload()}>
        Reload
      </Button>
    </main>
  );
}

function Shown({ page }: { page: Page }) {
  switch (page) {
    case 'timeline':
      return <TimelineView />;
    case 'schedule':
      return <ScheduleView />;
    case 'generate':
      return <GenerateView />;
    case 'train':
      return <TrainView />;
    case 'lab':
      return <LabView />;
    default:
      return page satisfies never;
  }
}

export function App() {
  const present = useStore(view, (state) => state.present);
  const page = useStore(view, (state) => state.page);
  useEffect(() => {
    document.documentElement.dataset.present = String(present);
  }, [present]);
  return (
    <ErrorBoundary FallbackComponent={Broken}>
      <Header />
      <Suspense fallback={<main className={styles.loading} aria-busy="true" />}>
        <Shown page={page} />
      </Suspense>
      <Notices />
    </ErrorBoundary>
  );
}
