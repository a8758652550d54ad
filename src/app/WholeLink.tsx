import { link } from '../state/link/url';
import { view } from '../state/link/view';
import { LiveLink } from '../features/common/LiveLink';
import { TEXTS } from './texts';
import styles from './WholeLink.module.css';

/** What a page that stands inside another one has instead of its header: the way to the whole, in a tab of its own. */
export function WholeLink() {
  const address = (): string => link(view.getState(), true);
  return (
    <header className={styles.whole}>
      <LiveLink href={address()} address={address} target="_blank" onOpen={() => open(address(), '_blank')}>
        {TEXTS.whole}
      </LiveLink>
    </header>
  );
}
