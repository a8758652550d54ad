import { memo, Suspense, useDeferredValue, useEffect, useLayoutEffect, type ComponentType } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useStore } from 'zustand';
import { isMeasuring } from '../state/engine/perf';
import { notify } from '../state/notices';
import { titlePrefix } from '../state/documentTitle';
import { isEmbedded, reloadPage } from '../state/link/url';
import { view } from '../state/link/view';
import { NO_EXERCISE } from '../state/link/fields/exercises';
import type { Page } from '../state/link/fields/table';
import { Button } from '../ui/controls';
import { lazyPart } from '../ui/parts/lazyPart';
import type { LostProps } from '../ui/parts/LostPart';
import { focusView } from './focus';
import { Header } from './Header';
import { Notices } from './Notices';
import { Presentation } from './Presentation';
import { TEXTS } from './texts';
import { TourBar } from './tour/TourBar';
import { viewOf, VIEWS } from './views';
import { WholeLink } from './WholeLink';
import styles from './App.module.css';

const loadedViews = VIEWS.flatMap(({ page, content }) =>
  'load' in content ? [{ page, Content: lazyPart(content.load, LostView) }] : [],
);
const contents = Object.fromEntries([
  ...VIEWS.flatMap(({ page, content }) => ('component' in content ? [[page, content.component]] : [])),
  ...loadedViews.map(({ page, Content }) => [page, Content]),
]) as Record<Page, ComponentType>;
/** When the first view and its network have most likely arrived. */
const PREFETCH_MS = 4000;
const PerfPanel = lazyPart(() => import('./PerfPanel'));
const LectureBar = lazyPart(() => import('./lecture/LectureBar'));
const ExerciseBar = lazyPart(() => import('./exercises/ExerciseBar'));

/** When the browser has nothing else to do; at once where it does not say. */
const whenIdle = (): Promise<unknown> =>
  new Promise((resolve) => ('requestIdleCallback' in globalThis ? requestIdleCallback(resolve) : resolve(0)));

/** Fetches all views: from then on they open at once, also offline. */
async function fetchViews(): Promise<void> {
  for (const { Content } of loadedViews) {
    await whenIdle();
    if (!navigator.onLine) return;
    await Content.load();
  }
}

/** Fetches the other views when the page is at rest. @returns a function that stops it */
function prefetch(): () => void {
  const timer = setTimeout(() => void fetchViews().catch(() => undefined), PREFETCH_MS);
  return () => clearTimeout(timer);
}

/** Says that the page cannot be reached, if that is so. */
async function sayIfOffline(): Promise<void> {
  try {
    await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
  } catch {
    notify({ kind: 'warning', text: TEXTS.stillOffline });
  }
}

/**
 * Stands in for a view that did not arrive. The other views go on. After a second loss the page can be loaded anew: its files may be others
 * by now, and some browsers do not ask twice for a file that once failed.
 */
function LostView({ times, onRetry }: LostProps) {
  return (
    <main className={styles.broken} role="alert">
      <h1>{TEXTS.viewFailed}</h1>
      <p>{TEXTS.partMissing}</p>
      <p>{TEXTS.othersWork}</p>
      <div>
        <Button look="primary" onClick={() => void onRetry().then(focusView, sayIfOffline)}>
          {TEXTS.tryAgain}
        </Button>{' '}
        {times > 1 && <Button onClick={reloadPage}>{TEXTS.reloadPage}</Button>}
      </div>
    </main>
  );
}

function PageFailure({ error }: { error: unknown }) {
  return (
    <main className={styles.broken} role="alert">
      <h1>{TEXTS.pageFailed}</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>{TEXTS.reloadIt}</p>
      <Button look="primary" onClick={() => location.reload()}>
        {TEXTS.reload}
      </Button>
    </main>
  );
}

/** Stands in for a view that failed. The other views go on. */
function ViewFailure({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <main className={styles.broken} role="alert">
      <h1>{TEXTS.viewFailed}</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>{TEXTS.othersWork}</p>
      <Button look="primary" onClick={resetErrorBoundary}>
        {TEXTS.tryAgain}
      </Button>
    </main>
  );
}

const CurrentView = memo(function CurrentView({ page }: { page: Page }) {
  const Content = contents[page];
  return <Content />;
});

let hasOpened = false;

/** Stands in the view: what the page loads by itself comes after the first view. */
function Opening() {
  useEffect(() => {
    if (hasOpened) return;
    hasOpened = true;
    VIEWS.forEach(({ onOpen }) => onOpen?.());
  }, []);
  return null;
}

export function App() {
  const present = useStore(view, (state) => state.present);
  const page = useStore(view, (state) => state.page);
  const isLecture = useStore(view, ({ chapter, course }) => chapter !== '' || course !== '');
  const isExercise = useStore(view, ({ exercise }) => exercise !== NO_EXERCISE);
  // Until another view is loaded and drawn the one before stays; React draws it in parts, so that the page goes on to answer.
  const shownPage = useDeferredValue(page);
  const prefix = useStore(titlePrefix, (state) => state.text);
  useLayoutEffect(() => {
    document.documentElement.dataset.present = String(present);
  }, [present]);
  useEffect(() => {
    document.title = `${prefix && `${prefix} · `}${viewOf(page).name} · ${TEXTS.page}`;
  }, [page, prefix]);
  useEffect(() => {
    scrollTo(0, 0); // another view begins at its top
  }, [shownPage]);
  useEffect(prefetch, []);
  return (
    <ErrorBoundary FallbackComponent={PageFailure}>
      {isEmbedded() ? <WholeLink /> : <Header />}
      {isLecture || isExercise ? (
        <Suspense>{isLecture ? <LectureBar /> : <ExerciseBar />}</Suspense>
      ) : (
        <TourBar />
      )}
      <ErrorBoundary FallbackComponent={ViewFailure} resetKeys={[shownPage]}>
        <Suspense fallback={<main className={styles.loading} aria-busy="true" />}>
          <CurrentView page={shownPage} />
          <Opening />
        </Suspense>
      </ErrorBoundary>
      <Notices />
      <Presentation />
      {isMeasuring() && (
        <Suspense>
          <PerfPanel />
        </Suspense>
      )}
    </ErrorBoundary>
  );
}
