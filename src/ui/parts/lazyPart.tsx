import { use, useSyncExternalStore, type ComponentType } from 'react';
import { createPart, isLoss } from './part';
import { LostPart, type LostProps } from './LostPart';

/** A component that is loaded when it is first shown. */
type LazyPart<P> = ComponentType<P> & {
  /** Fetches it ahead. Rejects if it does not arrive, which need not be handled. */
  readonly load: () => Promise<unknown>;
};

/**
 * Like React's `lazy`, but what was lost is asked for again: by the button of what stands in for it, when it is shown anew, and when the
 * network returns. Where the program itself fails, the error boundary around shows that.
 * @param Lost stands in for a part that did not arrive
 */
export function lazyPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  Lost: ComponentType<LostProps> = LostPart,
): LazyPart<P> {
  const part = createPart(load);
  function Lazy(props: P) {
    useSyncExternalStore(part.subscribe, part.state);
    if (part.state().kind === 'idle') void part.load();
    use(part.settled());
    const state = part.state();
    if (state.kind === 'lost') {
      if (!isLoss(state.error)) throw state.error;
      return <Lost times={state.times} onRetry={part.load} />;
    }
    if (state.kind !== 'here') return null;
    const { default: Content } = state.value;
    return <Content {...props} />;
  }
  return Object.assign(Lazy, { load: part.load });
}
