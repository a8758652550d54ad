import { useStore } from 'zustand';
import { hiddenFigures } from '../../state/hiddenFigures';

/** Whether a figure is hidden, because an open exercise asks for it. */
export const useIsHidden = (name: string | undefined): boolean =>
  useStore(hiddenFigures, ({ names }) => name !== undefined && names.includes(name));
