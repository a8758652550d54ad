import { enter } from '../features/timeline/state/sampling';
import { takePictureFile } from '../state/picture/upload';
import { view } from '../state/link/view';
import { openPage } from './pages';

function take(file: File | undefined): boolean {
  if (!file) return false;
  if (/\.safetensors$/i.test(file.name)) {
    openPage('train');
    void import('../features/train/state/files').then(({ importRun }) => importRun(file));
    return true;
  }
  // A picture goes down first; from where the network brings pictures back, that is another path.
  if (view.getState().mode !== 'forward') enter('forward');
  void takePictureFile(file);
  return true;
}

/** Pictures and trainings pasted, or dropped anywhere on the page, in every mode. Call once. */
export function connectUploads(): void {
  addEventListener('paste', (event) => {
    if (take(event.clipboardData?.files[0])) event.preventDefault();
  });
  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    // Also a file that is no picture: it must not replace the page.
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });
}
