import { useEffect, type ComponentType } from 'react';
import { EDITS, type Edit } from '../../state/link/fields/edit';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Sections } from '../../ui/Sections';
import { ViewLayout } from '../../ui/ViewLayout';
import { NetworkPicker } from '../common/NetworkPicker';
import { SeedField } from '../common/SeedField';
import { SourcePicker } from '../common/SourcePicker';
import { Bar } from './Bar';
import { Between } from './Between';
import { Change } from './Change';
import { Denoise } from './Denoise';
import { Inpaint } from './Inpaint';
import { Restyle } from './Restyle';
import { editing } from './state/editing';
import { readings } from './state/readings';
import shared from './shared.module.css';
import styles from './EditView.module.css';

/** What can be done: what it is called, in one sentence, and its part of the page. */
const PARTS: Record<Edit, { title: string; about: string; Part: ComponentType }> = {
  denoise: {
    title: 'Denoise',
    about:
      'A noisy picture is an xₜ in disguise: find how much noise it has, take it at the t that has as much, and let the network bring it back.',
    Part: Denoise,
  },
  inpaint: {
    title: 'Fill in',
    about:
      'Take pixels away. At every step the known ones are put back with the noise of that t, and the network fills in what fits to them.',
    Part: Inpaint,
  },
  restyle: {
    title: 'Restyle',
    about:
      'Drown a scribble in noise up to some t, and let the network bring back a digit: little noise keeps the strokes, much noise only their place.',
    Part: Restyle,
  },
  change: {
    title: 'Change the digit',
    about:
      'Walk a digit up to the noise that it would come from, then come back as another class: much of the hand that wrote it stays.',
    Part: Change,
  },
  between: {
    title: 'Between two',
    about: 'Walk two digits up to their noises, and come back from the noises between these.',
    Part: Between,
  },
};

/** What diffusion is good for beside drawing digits: bringing pictures back, filling them in, changing them. */
export default function EditView() {
  useEffect(() => {
    const stops = [editing.follow(), readings.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { edit } = useView('edit');
  const { Part, about } = PARTS[edit];
  return (
    <ViewLayout title="Edit" className={styles.view}>
      <Sections
        label="Edits"
        value={edit}
        options={EDITS.map((value) => ({ value, title: PARTS[value].title }))}
        onChange={(value) => patchView({ edit: value, editT: 0, editTile: 0 })}
      />
      <p className={styles.about}>{about}</p>
      <div className={shared.fields} data-chrome>
        <SourcePicker />
        <SeedField />
        <NetworkPicker />
      </div>
      <Bar />
      <Part />
    </ViewLayout>
  );
}
