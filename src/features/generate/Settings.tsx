import { useStore } from 'zustand';
import { ArrowLeftRight, Copy, Dices } from 'lucide-react';
import { network } from '../../state/network/network';
import { trainedName, whyNoClass } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { NetworkPicker } from '../common/NetworkPicker';
import { Setting } from '../common/Setting';
import { otherSamples } from './state/grids';
import { sideChange, copyAToB, SIDE_FIELDS, swapSides, type Side } from './state/sides';
import { useSettings, useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './Settings.module.css';

const SHIPPED = { value: 'shipped', label: 'shipped (pretrained)' };
/** Steps that a sampler starts with when it is chosen. */
const USUAL_STEPS = { ddpm: 1000, ddim: 25 } as const;

/** B's network: the shipped one, or the newest weights of one of this browser's runs. */
function OtherNetwork() {
  const runs = useStore(network, (state) => state.runs);
  const { network: chosen } = useSettings('b');
  const used = useSideNetwork('b');
  const stored = runs.map(({ id, name, update }) => ({
    value: trainedName(id, update),
    label: `${name} · ${update.toLocaleString('en')} updates`,
  }));
  const options = [SHIPPED, ...stored];
  if (options.length === 1 && chosen === SHIPPED.value) return null;
  if (options.every(({ value }) => value !== chosen))
    options.push({ value: chosen, label: used?.title ?? chosen });
  return <Setting field="bNetwork" options={options} />;
}

/** What a side asks for. */
function SideFields({ side, name }: { side: Side; name: string }) {
  const { sampler } = useSettings(side);
  const used = useSideNetwork(side);
  const noClass = used && whyNoClass(used);
  const fields = SIDE_FIELDS[side];
  const suffix = name && ` of ${name}`;
  return (
    <fieldset className={styles.side}>
      <legend>{name || 'Every picture'}</legend>
      {side === 'a' ? <NetworkPicker /> : <OtherNetwork />}
      {noClass === null ? (
        <Setting field={fields.label} label={`Class${suffix}`} />
      ) : (
        <p className={shared.note}>{noClass}</p>
      )}
      <Setting
        field={fields.sampler}
        label={`Sampler${suffix}`}
        look="buttons"
        along={(chosen) => sideChange(side, { steps: USUAL_STEPS[chosen] })}
      />
      <Setting field={fields.steps} label={`steps${suffix}`} />
      {sampler === 'ddim' && <Setting field={fields.eta} label={`eta${suffix}`} />}
      {noClass === null && (
        <Setting field={fields.guidance} label={`guidance w${suffix}`} prefix={<i>w</i>} />
      )}
    </fieldset>
  );
}

/** Everything that decides the pictures. */
export function Settings() {
  const { comparing } = useView('comparing');
  return (
    <div className={styles.settings} data-chrome>
      <fieldset className={styles.side}>
        <legend>Pictures</legend>
        <Setting field="gridCount" />
        <span className={shared.row}>
          <Setting field="gridSeed" />
          <Button
            aria-label="Other seeds"
            title="As many others, from the seeds that follow"
            onClick={otherSamples}
          >
            <Dices size={17} aria-hidden="true" />
          </Button>
        </span>
      </fieldset>
      <SideFields side="a" name={comparing ? 'A' : ''} />
      <Setting field="comparing" />
      {comparing && (
        <>
          <span className={shared.row}>
            <Button onClick={swapSides} title="A takes the settings of B, and B those of A">
              <ArrowLeftRight size={16} aria-hidden="true" /> Swap
            </Button>
            <Button onClick={copyAToB} title="B takes all settings of A: then change one">
              <Copy size={16} aria-hidden="true" /> Copy A to B
            </Button>
          </span>
          <SideFields side="b" name="B" />
        </>
      )}
    </div>
  );
}
