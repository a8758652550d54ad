import type { MouseEvent } from 'react';
import { useStore } from 'zustand';
import { link } from '../state/link/url';
import { patchView, view } from '../state/link/view';
import type { View } from '../features/common/view';
import { VIEWS } from './views';
import styles from './Header.module.css';

/** Only a plain click stays in this tab. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** A link to a view, with all that is set now. It is made anew when somebody is about to use it. */
function ViewLink({ page, name, title, TabMark }: View) {
  const isOpen = useStore(view, (state) => state.page === page);
  const address = (): string => link({ ...view.getState(), page });
  const renew = ({ currentTarget }: { currentTarget: HTMLAnchorElement }): void => {
    currentTarget.href = address();
  };
  return (
    <a
      className={styles.tab}
      href={address()}
      title={title}
      aria-current={isOpen ? 'page' : undefined}
      onPointerEnter={renew}
      onFocus={renew}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        patchView({ page });
      }}
    >
      {name}
      {TabMark && <TabMark />}
    </a>
  );
}

/** The views of the page, as links. */
export function Tabs() {
  return (
    <nav className={styles.tabs} aria-label="Views">
      {VIEWS.filter(({ isHidden }) => !isHidden).map((each) => (
        <ViewLink key={each.page} {...each} />
      ))}
    </nav>
  );
}
