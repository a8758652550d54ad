import { useSyncExternalStore } from 'react';
import { useView } from '../state/link/useView';
import { useWithKey } from '../features/common/useWithKey';
import { Button } from '../ui/controls';
import { PRESENT } from './keyboard';
import { exitPresenter, onFilled, shownScenes } from './presenter';
import { TEXTS } from './texts';
import { viewOf } from './views';
import styles from './PresenterBar.module.css';

/** The header of presenter mode: which scene of which view is shown, and the way out. */
export function PresenterBar() {
  const { page, scene } = useView('page', 'scene', 'level', 'experiment');
  useSyncExternalStore(onFilled, () => shownScenes().length);
  const withKey = useWithKey();
  const scenes = shownScenes();
  const place = scenes.findIndex(({ at }) => at === scene);
  return (
    <header className={styles.bar}>
      <h1 className="visually-hidden">{TEXTS.page}</h1>
      <p className={styles.scene} role="status">
        {viewOf(page).name}
        {place >= 0 && (
          <>
            {' · '}
            <b>{scenes[place].title}</b> {scenes.length > 1 && `${place + 1}/${scenes.length}`}
          </>
        )}
      </p>
      <Button
        look="quiet"
        className={styles.leave}
        title={withKey(TEXTS.leaveTitle, PRESENT)}
        onClick={exitPresenter}
      >
        {TEXTS.leave}
      </Button>
    </header>
  );
}
