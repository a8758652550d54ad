import { lazy, Suspense, useEffect } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useStore } from 'zustand';
import { TimelineView } from '../features/timeline/TimelineView';
import { view } from '../state/view';
import { Button } from '../ui/controls';
import { Header } from './Header';
import { Notices } from './Notices';
import styles from './App.module.css';

// Who does not train does not download it.
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

export function App() {
  const present = useStore(view, (state) => state.present);
  const page = useStore(view, (state) => state.page);
  useEffect(() => {
    document.documentElement.dataset.present = String(present);
  }, [present]);
  return (
    <ErrorBoundary FallbackComponent={Broken}>
      <Header />
      {page === 'train' ? (
        <Suspense fallback={<main className={styles.loading} aria-busy="true" />}>
          <TrainView />
        </Suspense>
      ) : (
        <TimelineView />
      )}
      <Notices />
    </ErrorBoundary>
  );
}
