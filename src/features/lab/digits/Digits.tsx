import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { additiveAsSchedule } from '../../../diffusion/forward';
import { makeSchedule, snr, timestepOfSnr } from '../../../diffusion/schedule';
import type { ScheduleName } from '../../../diffusion/schedule';
import { engineStatus } from '../../../state/engine/engine';
import { digitRules } from '../state/digitRules';
import { DIGIT_RULES, STEPS } from '../state/digitWays';
import { network } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { creditOf, whyNoClass } from '../../../state/network/usedNetwork';
import { useView } from '../../../state/link/useView';
import type { ViewState } from '../../../state/link/fields/table';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/controls';
import { PixelCanvas } from '../../../ui/PixelCanvas';
import type { Draw } from '../../../ui/PixelCanvas';
import { engineText } from '../../common/engineText';
import { JobBar } from '../../common/JobBar';
import { NetworkPicker } from '../../common/NetworkPicker';
import { PlaceSlider } from '../../common/PlaceSlider';
import { SeedField } from '../../common/SeedField';
import { Setting } from '../../common/Setting';
import { SourcePicker } from '../../common/SourcePicker';
import { classOptions } from '../classOptions';
import { ErrataCard } from '../ErrataCard';
import { DigitCard, Moments } from './DigitCard';
import { DIGIT_ERRATA } from './texts';
import lab from '../Lab.module.css';
import styles from './Digits.module.css';

/** On the left the noise, as the films have it. */
const words = ({ place }: ViewState) => `t = ${1000 - place}`;

const CLASSES = classOptions('any digit');

/** Where the additive process ends, in the numbers of the way that the network knows. */
function endOf(name: ScheduleName): { sigma: string; t: number } {
  const schedule = makeSchedule(name);
  const ratio = snr(additiveAsSchedule(schedule), schedule.T);
  return { sigma: Math.sqrt(1 / ratio).toFixed(2), t: timestepOfSnr(schedule, ratio) };
}

function Progress() {
  const runs = useStore(digitRules.store, (state) => state.runs);
  const progress = useStore(digitRules.store, (state) => state.progress);
  const engine = useStore(engineStatus, ({ status }) => status);
  const ready = engine.kind === 'ready';
  const done = DIGIT_RULES.filter((rule) => runs[rule].kind === 'done').length;
  const busy = DIGIT_RULES.some((rule) => runs[rule].kind === 'running');
  if (done === DIGIT_RULES.length) return null;
  const share = busy && progress ? progress.step / progress.steps : 0;
  const left = (DIGIT_RULES.length - done - share) * STEPS;
  const stopped = DIGIT_RULES.some((rule) => runs[rule].kind === 'stopped');
  return (
    <JobBar
      label="Rules that are done"
      progress={{
        done: done + share,
        of: DIGIT_RULES.length,
        ...(busy && progress
          ? { rate: [progress.stepsPerSecond, 'steps'], secondsLeft: left / progress.stepsPerSecond }
          : { secondsLeft: NaN }),
      }}
      text={progress || stopped ? undefined : ready ? 'asking the network …' : engineText(engine)}
    >
      {stopped ? (
        <Button title="Space" onClick={digitRules.start}>
          Go on
        </Button>
      ) : (
        <Button title="Space" onClick={digitRules.stop}>
          Cancel
        </Button>
      )}
    </JobBar>
  );
}

/** The digit that the additive rules start from. */
function Start() {
  const picture = useStore(source, (state) => state.picture);
  const x0 = useStore(digitRules.store, (state) => state.x0);
  const feed = useCallback(
    (draw: Draw) => {
      draw(x0);
      return () => undefined;
    },
    [x0],
  );
  return (
    <div className={styles.start}>
      <PixelCanvas
        label="The digit that the last three rules start from"
        feed={feed}
        className={styles.small}
      />
      <div>
        <p>
          The last three start from this digit’s own x<sub>T</sub>: {picture.origin}.{' '}
          {x0 && (
            <>
              Its pixels: <Moments pixels={x0} />.
            </>
          )}
        </p>
        <div data-chrome>
          <SourcePicker />
        </div>
      </div>
    </div>
  );
}

/** Ways back from noise, tried out with the network on MNIST. */
export default function Digits() {
  useEffect(() => digitRules.follow(), []);
  const { label } = useView('label');
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  const end = useMemo(() => endOf(used.schedule), [used.schedule]);
  return (
    <>
      <header className={lab.intro}>
        <h2>
          Reverse rules on digits <Badge kind="live" by={creditOf(used)} />
        </h2>
        <p>
          The same rules with the network in the place of a formula, {STEPS} steps each: a rule that leaves
          steps out takes their betas together. The first five start from the same two noises. The network
          knows only the way down that it was trained on, so x<sub>t</sub> of the additive process is shown to
          it divided by √(1 + σ²), at the t of the same signal-to-noise ratio: its end, σ = {end.sigma}, is
          the network’s t = {end.t}. The cards show it so, too; their equations have the additive process’s
          own x<sub>t</sub>.
        </p>
        <div className={lab.bar} data-chrome>
          <Setting
            field="label"
            prefix=""
            value={why === null ? label : ANY_DIGIT}
            options={CLASSES}
            disabled={why !== null}
            title={why ?? 'What the first five rules ask the network for; the last three ask for no class'}
          />
          <SeedField />
          <NetworkPicker />
          <Progress />
        </div>
      </header>
      <Start />
      <PlaceSlider label="t of the way back" words={words} />
      <div className={`${lab.cards} ${styles.cards}`}>
        {DIGIT_RULES.map((rule) => (
          <DigitCard key={rule} rule={rule} />
        ))}
      </div>
      <h2 className={lab.heading}>What the founding text says, and what is true</h2>
      <p className={lab.about}>The questions of the cards; an answer here opens the card, too.</p>
      <div className={lab.errata}>
        {DIGIT_ERRATA.map((erratum) => (
          <ErrataCard key={erratum.id} erratum={erratum} />
        ))}
      </div>
    </>
  );
}
