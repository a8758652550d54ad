import { useStore } from 'zustand';
import { link } from '../state/link/url';
import { patchView, view } from '../state/link/view';
import { LiveLink } from '../features/common/LiveLink';
import type { View } from '../features/common/view';
import { TEXTS } from './texts';
import { VIEWS } from './views';
import styles from './Header.module.css';

/** A link to a view, with all that is set now. */
function ViewLink({ page, name, title, TabMark }: View) {
  const isOpen = useStore(view, (state) => state.page === page);
  const address = (): string => link({ ...view.getState(), page });
  return (
    <LiveLink
      className={styles.tab}
      href={address()}
      title={title}
      aria-current={isOpen ? 'page' : undefined}
      address={address}
      onOpen={() => patchView({ page })}
    >
      {name}
      {TabMark && <TabMark />}
    </LiveLink>
  );
}

/** The views of the page, as links. */
export function Tabs() {
  return (
    <nav className={styles.tabs} aria-label={TEXTS.views}>
      {VIEWS.filter(({ isHidden }) => !isHidden).map((each) => (
        <ViewLink key={each.page} {...each} />
      ))}
    </nav>
  );
}
