import { useStore } from 'zustand';
import { setSingleKeys, singleKeys } from '../state/shortcuts';
import { Checkbox } from '../ui/controls';
import { Dialog } from '../ui/Dialog';
import { KEY_ROWS } from './keyboard';
import { TEXTS } from './texts';
import styles from './Keys.module.css';

export function Keys({ open, onClose }: { open: boolean; onClose: () => void }) {
  const areOn = useStore(singleKeys, (state) => state.areOn);
  return (
    <Dialog title={TEXTS.keys} open={open} onClose={onClose}>
      <table className={styles.keys}>
        <tbody>
          {KEY_ROWS.map(({ label, does }) => (
            <tr key={does}>
              <th scope="row">{label}</th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Checkbox label={TEXTS.singleKeys} checked={areOn} onChange={setSingleKeys} />
    </Dialog>
  );
}
