import { LiveText } from '../../common/LiveText';
import { onExact } from '../state/exact';

/** A text that follows the view's x_t and its newest answer. Keep `text` stable. */
export const Live = ({ text, className }: { text: () => string; className?: string }) => (
  <LiveText subscribe={onExact} text={text} className={className} />
);
