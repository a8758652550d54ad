import { useStore } from 'zustand';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { Setting } from '../common/Setting';
import shared from './shared.module.css';

/** Which class the network is told, and how strongly. */
export function ClassFields() {
  const { editLabel } = useView('editLabel');
  const why = whyNoClass(useStore(network, ({ used }) => used));
  if (why !== null) return <span className={shared.note}>{why}</span>;
  return (
    <>
      <Setting field="editLabel" />
      {editLabel !== ANY_DIGIT && <Setting field="editGuidance" prefix={<i>w</i>} />}
    </>
  );
}
