import { player } from '../../state/lecture/player';
import { upcoming } from '../../state/lecture/upcoming';
import { view } from '../../state/link/view';
import { ahead } from '../../state/samples/ahead';
import { samplesAt } from '../../state/samples/samplesAt';

/** Has the samples of what comes next in the lecture computed while the engine has nothing else to do. @returns how to stop it */
export function computeAhead(): () => void {
  let before = player.current();
  const prepare = (): void =>
    ahead.prepare(async () => {
      const links = before ? await upcoming(before) : [];
      return (await Promise.all(links.map(samplesAt))).flat();
    });
  const follow = (): void => {
    const now = player.current();
    if (now === before) return;
    before = now;
    prepare();
  };
  prepare();
  const stops = [ahead.connect(), view.subscribe(follow), player.store.subscribe(follow)];
  return () => stops.forEach((stop) => stop());
}
