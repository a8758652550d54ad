import { endGesture } from '../link/url';
import { view } from '../link/view';
import type { Environment } from '../environment';
import type { Act, Slide } from './chapter';
import type { PressRun } from './runs';

/** Frames in a second. */
const FRAME_MS = 1000 / 60;

/**
 * Moves sliders by themselves and presses buttons, one after the other. Moving the slider elsewhere ends all of them. Where motion is
 * reduced each slider is at its end at once.
 * @param afterMs before the first one begins
 * @returns stops them and what the buttons began, and says whether something was to move
 */
export function playActs(
  acts: readonly Act[],
  afterMs: number,
  environment: Pick<Environment, 'clock' | 'isMotionReduced'> & { readonly press: PressRun },
): () => boolean {
  const { clock, isMotionReduced, press } = environment;
  let stop = (): void => undefined;
  const stopRuns: (() => void)[] = [];
  let isOver = false;
  const begin = (index: number): void => {
    const act = acts.at(index);
    if (!act) finish();
    else if ('slide' in act) move(act, () => begin(index + 1));
    else {
      stopRuns.push(press(act.run));
      begin(index + 1);
    }
  };
  const finish = (): void => {
    isOver = true;
    endGesture();
  };
  const move = ({ slide, to, seconds }: Slide, end: () => void): void => {
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
  const start = view.getState();
  const isUntouched = (): boolean => {
    const now = view.getState();
    return (
      now.page === start.page && (!first || !('slide' in first) || now[first.slide] === start[first.slide])
    );
  };
  if (first)
    stop = clock.after(afterMs, () => {
      if (isUntouched()) begin(0);
      else isOver = true;
    });
  else isOver = true;
  return () => {
    const wasMoving = !isOver;
    isOver = true;
    stop();
    stopRuns.splice(0).forEach((each) => each());
    return wasMoving;
  };
}
