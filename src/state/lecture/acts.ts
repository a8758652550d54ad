import { endGesture } from '../link/url';
import { view } from '../link/view';
import type { Environment } from '../environment';
import type { Act } from './chapter';

/** Frames in a second. */
const FRAME_MS = 1000 / 60;

/**
 * Moves sliders by themselves, one after the other. Moving the slider elsewhere ends all of them. Where motion is reduced each is at its
 * end at once.
 * @param afterMs before the first one begins
 * @returns stops them, and says whether something was to move
 */
export function playActs(
  acts: readonly Act[],
  afterMs: number,
  { clock, isMotionReduced }: Pick<Environment, 'clock' | 'isMotionReduced'>,
): () => boolean {
  let stop = (): void => undefined;
  let isOver = false;
  const begin = (index: number): void => {
    const act = acts.at(index);
    if (act) move(act, () => begin(index + 1));
    else finish();
  };
  const finish = (): void => {
    isOver = true;
    endGesture();
  };
  const move = ({ slide, to, seconds }: Act, end: () => void): void => {
    const { page, [slide]: from } = view.getState();
    const started = clock.now();
    const put = (value: number): void => view.setState({ [slide]: value });
    let last = from;
    const frame = (): void => {
      const state = view.getState();
      if (state.page !== page || state[slide] !== last) {
        finish();
        return;
      }
      const share = isMotionReduced() ? 1 : Math.min(1, (clock.now() - started) / (1000 * seconds));
      last = Math.round(from + share * (to - from));
      put(last);
      if (share < 1) stop = clock.after(FRAME_MS, frame);
      else end();
    };
    frame();
  };
  const first = acts.at(0);
  if (first) {
    const { page, [first.slide]: from } = view.getState();
    stop = clock.after(afterMs, () => {
      const now = view.getState();
      if (now.page === page && now[first.slide] === from) begin(0);
      else isOver = true;
    });
  } else isOver = true;
  return () => {
    const wasMoving = !isOver;
    isOver = true;
    stop();
    return wasMoving;
  };
}
