import { listen } from '../state/listen';
import { VIEWS } from './views';

/** Gives a file to the view that takes its kind: the Timeline, the first one, takes what no other does. @returns whether there was one */
function take(file: File | undefined): boolean {
  if (file) VIEWS.findLast(({ files }) => files?.accepts(file))?.files?.take(file);
  return file !== undefined;
}

/** Pictures and trainings pasted, or dropped anywhere on the page, in every view. */
export function connectUploads(): () => void {
  // Also a file that nobody takes: it must not replace the page.
  const dragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const stops = [
    listen('paste', (event) => {
      if (take(event.clipboardData?.files[0])) event.preventDefault();
    }),
    listen('dragover', dragOver),
    listen('drop', (event) => {
      dragOver(event);
      take(event.dataTransfer?.files[0]);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
