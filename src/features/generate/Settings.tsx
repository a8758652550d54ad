import { useStore } from 'zustand';
import { ArrowLeftRight, Copy, Dices } from 'lucide-react';
import { network } from '../../state/network/network';
import { SHIPPED, trainedName, whyNoClass } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { AtLevel } from '../common/setting/AtLevel';
import type { TermName } from '../common/glossary/glossary';
import { NetworkPicker } from '../common/setting/NetworkPicker';
import { Setting } from '../common/setting/Setting';
import { Termed } from '../common/glossary/Termed';
import { otherSamples } from './state/grids';
import { sideChange, copyAToB, SIDE_FIELDS, swapSides, type Side } from './state/sides';
import { TEXTS } from './texts';
import { useSettings, useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './Settings.module.css';

const OWN = { value: SHIPPED.name, label: SHIPPED.title };
/** Steps that a sampler starts with when it is chosen. */
const USUAL_STEPS = { ddpm: 1000, ddim: 25, heun: 10, 'dpmpp-2m': 10 } as const;

/** B's network: the page's own, or the newest weights of one of this browser's runs. */
function OtherNetwork() {
  const runs = useStore(network, (state) => state.runs);
  const { network: chosen } = useSettings('b');
  const used = useSideNetwork('b');
  const stored = runs.map(({ id, name, update }) => ({
    value: trainedName(id, update),
    label: TEXTS.updates(name, update),
  }));
  const options = [OWN, ...stored];
  if (options.length === 1 && chosen === OWN.value) return null;
  if (options.every(({ value }) => value !== chosen))
    options.push({ value: chosen, label: used?.title ?? chosen });
  return <Setting field="bNetwork" options={options} />;
}

interface SideProps {
  side: Side;
  name: string;
  isRow: boolean;
}

/** What a side asks for. */
function SideFields({ side, name, isRow }: SideProps) {
  const { sampler } = useSettings(side);
  const used = useSideNetwork(side);
  const noClass = used && whyNoClass(used);
  const fields = SIDE_FIELDS[side];
  const term = (term: TermName) => (side === 'a' ? term : null);
  return (
    <fieldset className={styles.side} aria-label={name ? TEXTS.side(name) : TEXTS.everyPicture}>
      {name && <b className={shared.letter}>{name}</b>}
      {side === 'a' ? <NetworkPicker /> : <OtherNetwork />}
      {noClass === null ? (
        <Termed name={term('class')} from="picture">
          <Setting field={fields.label} label={TEXTS.classOf(name)} look={isRow ? 'buttons' : 'menu'} />
        </Termed>
      ) : (
        <p className={shared.note}>{noClass}</p>
      )}
      <Termed name={term('sampler')}>
        <Setting
          field={fields.sampler}
          label={TEXTS.samplerOf(name)}
          along={(chosen) => sideChange(side, { steps: USUAL_STEPS[chosen] })}
        />
      </Termed>
      <Termed name={term('steps')}>
        <Setting field={fields.steps} label={TEXTS.stepsOf(name)} />
      </Termed>
      {sampler === 'ddim' && (
        <Termed name={term('eta')}>
          <Setting field={fields.eta} label={TEXTS.etaOf(name)} />
        </Termed>
      )}
      {noClass === null && (
        <Termed name="guidance">
          <Setting field={fields.guidance} label={TEXTS.guidanceOf(name)} prefix={<i>w</i>} />
        </Termed>
      )}
    </fieldset>
  );
}

/** What a click on a picture does. */
export function Clicks() {
  return (
    <AtLevel from="course">
      <div className={styles.clicks} data-chrome>
        <span aria-hidden="true">{TEXTS.click}</span>
        <Setting field="gridClick" look="small buttons" />
      </div>
    </AtLevel>
  );
}

/** Everything that decides the pictures. */
export function Settings({ isRow }: { isRow: boolean }) {
  const { comparing } = useView('comparing');
  return (
    <aside className={styles.settings} data-row={isRow} aria-label={TEXTS.settings} data-chrome>
      <fieldset className={styles.side} aria-label={TEXTS.pictures}>
        <Setting field="gridCount" />
        <AtLevel from="course">
          <Termed name="seed">
            <Setting field="gridSeed" />
            <Button
              className={styles.dice}
              aria-label={TEXTS.nextSeeds}
              title={TEXTS.nextSeedsTitle}
              onClick={otherSamples}
            >
              <Dices size={17} aria-hidden="true" />
            </Button>
          </Termed>
        </AtLevel>
      </fieldset>
      <SideFields side="a" name={comparing ? 'A' : ''} isRow={isRow} />
      <Setting field="comparing" />
      {comparing && (
        <>
          <span className={shared.row}>
            <Button onClick={swapSides} title={TEXTS.swapTitle}>
              <ArrowLeftRight size={16} aria-hidden="true" /> {TEXTS.swap}
            </Button>
            <Button onClick={copyAToB} title={TEXTS.copyTitle}>
              <Copy size={16} aria-hidden="true" /> {TEXTS.copy}
            </Button>
          </span>
          <SideFields side="b" name="B" isRow={isRow} />
        </>
      )}
    </aside>
  );
}
