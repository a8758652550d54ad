import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { BOUND_FIELDS } from '../../../state/link/fields/bound';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { isTold, whyNoClass } from '../../../state/network/usedNetwork';
import { NetworkPicker } from '../../common/setting/NetworkPicker';
import { SeedField } from '../../common/setting/SeedField';
import { Setting } from '../../common/setting/Setting';
import { TEXTS } from './texts';
import styles from './Settings.module.css';

function Choice({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={styles.choice}>
      <span>{name}</span>
      {children}
    </span>
  );
}

/** Settings of what is drawn, which take effect at once, and of the measurement. */
export function Settings() {
  const { boundClass } = useView('boundClass');
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  const classes = BOUND_FIELDS.boundClass.shown?.options ?? [];
  return (
    <>
      <Choice name={TEXTS.variance}>
        <Setting field="boundVariance" look="buttons" />
      </Choice>
      <Choice name={TEXTS.guess}>
        <Setting field="boundClip" look="buttons" />
      </Choice>
      <Choice name={TEXTS.label}>
        <Setting
          field="boundClass"
          look="buttons"
          value={isTold(used, boundClass)}
          options={why === null ? classes : classes.map((option) => ({ ...option, title: why }))}
          disabled={why !== null}
        />
      </Choice>
      <Setting field="boundDigits" />
      <Setting field="boundStrata" />
      <Setting field="boundNoises" />
      <SeedField />
      <NetworkPicker />
    </>
  );
}
