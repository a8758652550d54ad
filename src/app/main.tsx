import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { startTransition, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { connectLang } from '../state/lang';
import { connectLevel } from '../state/level';
import { connectUrl, onLinkOpened } from '../state/link/url';
import { view } from '../state/link/view';
import { connectNetwork } from '../state/network/network';
import { prepareNoise } from '../state/picture/forwardPath';
import { connectSource } from '../state/picture/source';
import { connectSamples } from '../state/samples/samplesAt';
import { connectTheme } from '../state/theme';
import { lazyPart } from '../ui/parts/lazyPart';
import { App } from './App';
import { connectFocus } from './keepFocus';
import { connectKeyboard } from './keyboard';
import { connectPresenter } from './presenter';
import { connectOffline } from './offline';
import { connectUploads } from './uploads';
import { connectTour, offerTour } from './tour/tour';
import { samplesOfLink } from './samplesOfLink';
import { viewOf, VIEWS } from './views';

/** Playback stops when another view or a link opens. Returns a function that stops this. */
function connectPause(): () => void {
  const stops = [
    view.subscribe(({ page }, before) => {
      if (page !== before.page) viewOf(before.page).pause?.();
    }),
    onLinkOpened(() => viewOf(view.getState().page).pause?.()),
  ];
  return () => stops.forEach((stop) => stop());
}

/** What keeps stores in step with each other, in this order, while the page is open. Each returns how to stop it. */
const connections: readonly (() => () => void)[] = [
  connectTheme,
  connectUrl,
  connectLevel,
  connectLang,
  connectSource,
  connectNetwork,
  ...VIEWS.flatMap((each) => each.connections ?? []),
  connectPause,
  connectFocus,
  connectKeyboard,
  connectPresenter,
  connectUploads,
  connectTour,
  connectSamples(samplesOfLink),
  connectOffline,
];

const Notes = lazyPart(() => import('./lecture/notes/NotesWindow'));
/** The notes of a lecture are a page of their own: no engine, and an address that stays. */
const isNotes = new URLSearchParams(location.search).has('notes');
(isNotes ? [connectTheme] : connections).forEach((connect) => connect());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
/** Prepares the noise of the first picture part by part, and then shows the page. */
function show(container: HTMLElement): void {
  if (!prepareNoise()) {
    setTimeout(() => show(container));
    return;
  }
  // As a transition: React then pauses between components, and one long task becomes many short ones.
  startTransition(() => createRoot(container).render(<App />));
  offerTour();
}
if (isNotes)
  createRoot(root).render(
    <Suspense>
      <Notes />
    </Suspense>,
  );
else show(root);
