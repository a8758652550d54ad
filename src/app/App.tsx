import { lazy, Suspense, useEffect, type ComponentType } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useStore } from 'zustand';
import { isMeasuring } from '../state/engine/perf';
import { view } from '../state/link/view';
import type { Page } from '../state/link/fields/table';
import { Button } from '../ui/controls';
import { Header } from './Header';
import { Notices } from './Notices';
import { VIEWS } from './views';
import styles from './App.module.css';

// What is not opened is not downloaded.
const loadAll = () =>
  Object.fromEntries(
    VIEWS.map(({ page, content }) => [page, 'component' in content ? content.component : lazy(content.load)]),
  ) as Record<Page, ComponentType>;
let contents = loadAll();
const PerfPanel = lazy(() => import('./PerfPanel'));

/** A download that has failed is asked for again. */
function renew(): void {
  // A style sheet that has not come is taken for one that is there.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (!link.sheet) link.remove();
  contents = loadAll();
}

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

/** A view that could not be shown: its part of the program did not arrive, or it stumbled. The rest goes on. */
function NotShown({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <main className={styles.broken} role="alert">
      <h1>This view could not be shown</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>
        Check the connection and try again, or reload the page; what was trained is kept. The other views
        work.
      </p>
      <Button look="primary" onClick={resetErrorBoundary}>
        Try again
      </Button>{' '}
      <Button onClick={() => location.reload()}>Reload</Button>
    </main>
  );
}

function Shown({ page }: { page: Page }) {
  const Content = contents[page];
  return <Content />;
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
      <ErrorBoundary FallbackComponent={NotShown} resetKeys={[page]} onReset={renew}>
        <Suspense fallback={<main className={styles.loading} aria-busy="true" />}>
          <Shown page={page} />
        </Suspense>
      </ErrorBoundary>
      <Notices />
      {isMeasuring() && (
        <Suspense>
          <PerfPanel />
        </Suspense>
      )}
    </ErrorBoundary>
  );
}
