import { useStore } from 'zustand';
import { link } from '../state/link/url';
import { changedView, patchView, view } from '../state/link/view';
import { LiveLink } from '../features/common/LiveLink';
import { useWithKey } from '../features/common/useWithKey';
import type { View } from '../features/common/view';
import { TEXTS } from './texts';
import { VIEWS } from './views';
import styles from './Header.module.css';

interface Props {
  /** What a view is for stands below its name. */
  isExplained?: boolean;
}

/** A link to a view, with all that is set now. */
function ViewLink({ page, name, title, globalKeys, TabMark, isExplained }: View & Props) {
  const isOpen = useStore(view, (state) => state.page === page);
  const withKey = useWithKey();
  const address = (): string => link(changedView(view.getState(), { page }));
  return (
    <LiveLink
      className={styles.tab}
      href={address()}
      title={globalKeys ? withKey(title, globalKeys[0]) : title}
      aria-current={isOpen ? 'page' : undefined}
      address={address}
      onOpen={() => patchView({ page })}
    >
      {name}
      {TabMark && <TabMark />}
      {isExplained && <small aria-hidden="true">{title}</small>}
    </LiveLink>
  );
}

/** The views of the page, as links. */
export function Tabs({ isExplained = false }: Props) {
  return (
    <nav className={styles.tabs} aria-label={TEXTS.views}>
      {VIEWS.filter(({ isHidden }) => !isHidden).map((each) => (
        <ViewLink key={each.page} {...each} isExplained={isExplained} />
      ))}
    </nav>
  );
}
