import { useState } from 'react';
import { useStore } from 'zustand';
import { ChevronLeft, ChevronRight, Pause, Play, Repeat } from 'lucide-react';
import { anotherSample, denoiseFromHere, whyNotDenoise } from './state/actions';
import { playback } from './state/playback';
import { sampling } from './state/sampling';
import { useView } from '../../state/link/useView';
import { lastT, patchView, view } from '../../state/link/view';
import { Button, NumberField, Segmented } from '../../ui/controls';
import { feedT } from './feeds';
import { SeedField } from '../common/SeedField';
import { Setting } from '../common/Setting';
import { useNetwork } from './useNetwork';
import styles from './Transport.module.css';

/** What one would do next: denoise from here on the way down, take another sample on the way back. */
function PrimaryButton() {
  const mode = useStore(view, (state) => state.mode);
  const used = useNetwork();
  const refusal = useStore(view, (state) => whyNotDenoise(state, used));
  const status = useStore(sampling.store, (state) => state.status.kind);
  if (mode === 'forward')
    return (
      <Button
        look="primary"
        disabled={refusal !== null}
        title={refusal ?? 'Stop here and let the network bring it back (D)'}
        onClick={denoiseFromHere}
      >
        Denoise from here
      </Button>
    );
  if (status === 'stopped' || status === 'failed')
    return (
      <Button look="primary" onClick={sampling.runAgain}>
        Run again
      </Button>
    );
  return (
    <Button look="primary" title="The same with the next seed" onClick={anotherSample}>
      {mode === 'reverse' ? 'Another sample' : 'Other tries'}
    </Button>
  );
}

/** Everything that moves t: play, single steps, the field of t, the speed. */
export function Transport() {
  const direction = useStore(playback.store, (state) => state.direction);
  const { loop, mode } = useView('loop', 'mode');
  const last = useStore(view, lastT);
  const [size, setSize] = useState(1);
  const back = mode === 'forward' ? -1 : 1;
  const name = direction === 0 ? 'Play' : 'Pause';
  const Icon = direction === 0 ? Play : Pause;
  return (
    <div className={styles.transport} data-chrome>
      <Button look="round" aria-label={name} title={`${name} (Space)`} onClick={playback.toggle}>
        <Icon size={20} fill="currentColor" aria-hidden="true" className={back < 0 ? '' : styles.mirrored} />
      </Button>
      <Button
        aria-label="Play the other way"
        title="Play the other way"
        aria-pressed={direction === back}
        onClick={() => playback.play(back)}
      >
        <Play size={16} aria-hidden="true" className={back < 0 ? styles.mirrored : ''} />
      </Button>
      <span className={styles.steps}>
        <Button
          aria-label={`Back by ${size}`}
          title="← (Shift: 10, PgDn: 100)"
          onClick={() => playback.goBy(-size)}
        >
          <ChevronLeft size={17} aria-hidden="true" />
        </Button>
        <Segmented
          small
          label="Step"
          value={size}
          options={[1, 10, 100].map((value) => ({ value, label: String(value), title: `Step by ${value}` }))}
          onChange={setSize}
        />
        <Button
          aria-label={`On by ${size}`}
          title="→ (Shift: 10, PgUp: 100)"
          onClick={() => playback.goBy(size)}
        >
          <ChevronRight size={17} aria-hidden="true" />
        </Button>
      </span>
      <NumberField
        label="t"
        prefix={<i>t =</i>}
        value={0}
        feed={feedT}
        min={0}
        max={last}
        onChange={playback.goTo}
      />
      <Setting field="speed" />
      <Button aria-label="Loop" title="Loop" aria-pressed={loop} onClick={() => patchView({ loop: !loop })}>
        <Repeat size={16} aria-hidden="true" />
      </Button>
      <SeedField />
      <span className={styles.space} />
      <PrimaryButton />
    </div>
  );
}
