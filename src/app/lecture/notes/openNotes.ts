import { windowName } from '../../../state/lecture/channel';
import { notify } from '../../../state/notices';
import { NOTES_REFUSED } from '../texts';

/** Opens the window of the lecturer's notes, or comes back to it. */
export function openNotes(): void {
  const name = windowName();
  const address = `${location.pathname}?notes=${encodeURIComponent(name)}`;
  const opened = open(address, `${name}-notes`, 'popup,width=560,height=760');
  if (opened) opened.focus();
  else notify({ kind: 'warning', text: NOTES_REFUSED });
}
