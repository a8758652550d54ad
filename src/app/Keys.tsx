import { Dialog } from '../ui/Dialog';
import styles from './Keys.module.css';

const KEYS = [
  ['Space', 'play or pause'],
  ['← →', 't by 1'],
  ['Shift ← →', 't by 10'],
  ['Page Up, Page Down', 't by 100'],
  ['Home, End', 't = 0, t = 1000'],
  ['F', 'forward: from the digit to noise'],
  ['R', 'reverse: from noise to a digit'],
  ['D', 'denoise from here'],
  ['Space', 'in Generate: run, cancel, go on; when all is there, other pictures'],
  ['Arrows, Enter', 'in its grid: from picture to picture; open one in the Timeline'],
  ['Space, arrows', 'in Edit: run and stop; through t, or the strengths'],
  ['Arrows, Space', 'on a drawing field: move, put the brush down and lift it'],
  ['Space', 'in the Lab: stop what runs; go on, or begin what is not done'],
  ['Space', 'in Detect: score the picture, measure the sets; stop what runs'],
  ['T', 'train: a small network learns in this tab; again: pause, go on'],
  ['P', 'presenter mode; in it a clicker’s keys move t by 50'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
  ['Esc', 'stop playing or the run; leave presenter mode; close'],
] as const;

export function Keys({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keys" open={open} onClose={onClose}>
      <table className={styles.keys}>
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={does}>
              <th scope="row">{key}</th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
