import { useStore } from 'zustand';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { Setting } from '../common/setting/Setting';
import { Termed } from '../common/glossary/Termed';
import shared from './shared.module.css';

/** Which class the network is told, and how strongly. */
export function ClassFields() {
  const { editLabel } = useView('editLabel');
  const why = whyNoClass(useStore(network, ({ used }) => used));
  if (why !== null) return <span className={shared.note}>{why}</span>;
  return (
    <>
      <Termed name="class">
        <Setting field="editLabel" />
      </Termed>
      {editLabel !== ANY_DIGIT && (
        <Termed name="guidance" from="all">
          <Setting field="editGuidance" prefix={<i>w</i>} />
        </Termed>
      )}
    </>
  );
}
