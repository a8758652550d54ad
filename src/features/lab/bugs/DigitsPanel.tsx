import { useCallback } from 'react';
import { useStore } from 'zustand';
import { runsOnDigits, SIDES, type Bug, type Side } from '../../../diffusion/bugs/names';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { rmsDifference } from '../../../diffusion/pictures/similarity';
import { inFrame } from '../../../state/inFrame';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import { BUG_NOISES, bugs, stateAtPlace, type DigitFilm } from '../state/bugs';
import { Panel } from './Panel';
import { TEXTS } from './texts';
import styles from './Bugs.module.css';

const { digits: texts, sides: SIDE_NAMES } = TEXTS;

/** One noise's picture of a state; null where the program has not come so far. */
function pictureOf(states: readonly Float32Array[], at: number, noise: number): Float32Array | null {
  const all = states.at(at);
  if (!all) return null;
  const pixels = all.length / BUG_NOISES;
  return all.subarray(noise * pixels, (noise + 1) * pixels);
}

const isDone = ({ times }: DigitFilm): boolean => times.at(-1) === 0;

/** The pictures of a noise, in the order of the page. */
const PICTURES: readonly {
  caption: string;
  label: (side: string, number: number) => string;
  pick: (film: DigitFilm, place: number, noise: number) => Float32Array | null;
}[] = [
  {
    caption: texts.picture,
    label: texts.pictureLabel,
    pick: (film, place, noise) => pictureOf(film.xt, stateAtPlace(film.steps, place), noise),
  },
  {
    caption: texts.guess,
    label: texts.guessLabel,
    pick: (film, place, noise) => pictureOf(film.x0Hat, stateAtPlace(film.steps, place), noise),
  },
  {
    caption: texts.result,
    label: texts.resultLabel,
    pick: (film, _, noise) => (isDone(film) ? pictureOf(film.xt, -1, noise) : null),
  },
];

function Picture({ side, noise, at }: { side: Side; noise: number; at: number }) {
  const { label, pick } = PICTURES[at];
  const feed = useCallback(
    (draw: Draw) =>
      inFrame(() => {
        const film = bugs.store.getState().films[side];
        draw(film && pick(film, view.getState().place, noise));
      }, [bugs.store, view]),
    [side, noise, pick],
  );
  return <PixelCanvas label={label(SIDE_NAMES[side], noise + 1)} feed={feed} />;
}

/** How far two noises lead apart; a program that lost its noise draws one picture. */
function Difference({ side }: { side: Side }) {
  const film = useStore(bugs.store, ({ films }) => films[side]);
  const [a, b] = film && isDone(film) ? [0, 1].map((noise) => pictureOf(film.xt, -1, noise)) : [];
  return (
    <p className={styles.difference}>
      {texts.differ} <b>{a && b ? fixed(rmsDifference(a, b), 3) : '–'}</b>
    </p>
  );
}

const NOISES = Array.from({ length: BUG_NOISES }, (_, i) => i);

interface Props {
  bug: Bug;
  name: string;
  spoken: string | undefined;
}

/** What both programs draw with the network, from the same two noises. */
export function DigitsPanel({ bug, ...words }: Props) {
  const used = useStore(network, (state) => state.used);
  return (
    <Panel
      id="bug-digits"
      {...words}
      title={texts.title}
      badge={<Badge kind="live" by={creditOf(used)} small />}
    >
      {runsOnDigits(bug) ? (
        <div className={styles.digits}>
          <span />
          {NOISES.map((noise) => (
            <h4 key={noise}>{texts.noise(noise + 1)}</h4>
          ))}
          {SIDES.map((side) => (
            <div key={side} className={styles.side} data-side={side}>
              <b>{SIDE_NAMES[side]}</b>
              {NOISES.map((noise) => (
                <div key={noise} className={styles.noise}>
                  {PICTURES.map(({ caption }, at) => (
                    <figure key={caption}>
                      <Picture side={side} noise={noise} at={at} />
                      <figcaption>{caption}</figcaption>
                    </figure>
                  ))}
                </div>
              ))}
              <Difference side={side} />
            </div>
          ))}
        </div>
      ) : (
        <p>{texts.none}</p>
      )}
    </Panel>
  );
}
