import { useState } from 'react';
import { useStore } from 'zustand';
import { ChevronLeft, ChevronRight, Repeat, Sparkles } from 'lucide-react';
import { anotherSample, denoiseFromHere, enter, whyNotDenoise } from './state/actions';
import { playback } from './state/playback';
import { sampling } from './state/sampling';
import { useView } from '../../state/link/useView';
import { lastT, patchView, view } from '../../state/link/view';
import { Button, NumberField, Segmented } from '../../ui/controls';
import { AtLevel } from '../common/setting/AtLevel';
import { feedT } from './feeds';
import { SeedField } from '../common/setting/SeedField';
import { Setting } from '../common/setting/Setting';
import { useWithKey } from '../common/useWithKey';
import { PlayButton, PlayIcon, Transport } from '../common/Transport';
import { DENOISE, REVERSE } from './keys';
import { TEXTS } from './texts';
import { useNetwork } from './useNetwork';
import styles from './Transport.module.css';

/** Lets t run as this mode tells its story: towards noise, or towards data. */
function PlayOrPause() {
  const isPlaying = useStore(playback.store, ({ direction }) => direction !== 0);
  const isForward = useStore(view, ({ mode }) => mode === 'forward');
  const title = isPlaying ? TEXTS.pauseTitle : isForward ? TEXTS.playTitle : TEXTS.playBackTitle;
  return (
    <PlayButton isPlaying={isPlaying} isMirrored={!isForward} title={title} onClick={playback.toggle}>
      {isPlaying ? TEXTS.pause : isForward ? TEXTS.addNoise : TEXTS.removeNoise}
    </PlayButton>
  );
}

/** What the network is asked for: a new digit, or, when it has drawn one, another. */
function DrawButton() {
  const mode = useStore(view, (state) => state.mode);
  const status = useStore(sampling.store, (state) => state.status.kind);
  const withKey = useWithKey();
  if (mode === 'forward')
    return (
      <Button look="primary" title={withKey(TEXTS.drawTitle, REVERSE)} onClick={() => enter('reverse')}>
        <Sparkles size={16} aria-hidden="true" /> {TEXTS.draw}
      </Button>
    );
  if (status === 'stopped' || status === 'failed')
    return (
      <Button look="primary" onClick={sampling.runAgain}>
        {TEXTS.runAgain}
      </Button>
    );
  return (
    <Button look="primary" title={TEXTS.anotherTitle} onClick={anotherSample}>
      <Sparkles size={16} aria-hidden="true" /> {mode === 'reverse' ? TEXTS.another : TEXTS.otherTries}
    </Button>
  );
}

/** Lets the network remove the noise from the picture that is on the stage. */
function RestoreButton() {
  const used = useNetwork();
  const refusal = useStore(view, (state) => whyNotDenoise(state, used));
  const isForward = useStore(view, ({ mode }) => mode === 'forward');
  const withKey = useWithKey();
  if (!isForward) return null;
  return (
    <Button
      disabled={refusal !== null}
      title={refusal ?? withKey(TEXTS.restoreTitle, DENOISE)}
      onClick={denoiseFromHere}
    >
      {TEXTS.restore}
    </Button>
  );
}

/** Single steps, of one of three sizes. */
function Steps() {
  const [size, setSize] = useState(1);
  return (
    <span className={styles.steps}>
      <Button
        aria-label={TEXTS.smaller(size)}
        title={TEXTS.smallerTitle}
        onClick={() => playback.goBy(-size)}
      >
        <ChevronLeft size={17} aria-hidden="true" />
      </Button>
      <Segmented
        small
        label={TEXTS.step}
        value={size}
        options={[1, 10, 100].map((value) => ({
          value,
          label: String(value),
          title: TEXTS.stepTitle(value),
        }))}
        onChange={setSize}
      />
      <Button aria-label={TEXTS.larger(size)} title={TEXTS.largerTitle} onClick={() => playback.goBy(size)}>
        <ChevronRight size={17} aria-hidden="true" />
      </Button>
    </span>
  );
}

/** Everything that moves t: the two main buttons, single steps, the field of t, the speed. */
export function TimelineTransport() {
  const direction = useStore(playback.store, (state) => state.direction);
  const { loop, mode } = useView('loop', 'mode');
  const last = useStore(view, lastT);
  const other = mode === 'forward' ? -1 : 1;
  return (
    <Transport className={styles.transport}>
      <PlayOrPause />
      <DrawButton />
      <RestoreButton />
      <AtLevel from="course">
        <span className={styles.space} />
        <Steps />
        <NumberField
          label="t"
          prefix={<i>t =</i>}
          value={0}
          feed={feedT}
          min={0}
          max={last}
          onChange={playback.goTo}
        />
        <span className={styles.seed}>
          <SeedField />
        </span>
      </AtLevel>
      <AtLevel from="all">
        <Button
          aria-label={TEXTS.otherWay}
          title={TEXTS.otherWay}
          aria-pressed={direction === other}
          onClick={() => playback.play(other)}
        >
          <PlayIcon size={16} isMirrored={other < 0} />
        </Button>
        <Setting field="speed" />
        <Button
          aria-label={TEXTS.loop}
          title={TEXTS.loopTitle}
          aria-pressed={loop}
          onClick={() => patchView({ loop: !loop })}
        >
          <Repeat size={16} aria-hidden="true" />
        </Button>
      </AtLevel>
    </Transport>
  );
}
