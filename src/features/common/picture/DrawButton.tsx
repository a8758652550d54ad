import { useState } from 'react';
import { useStore } from 'zustand';
import { Pencil } from 'lucide-react';
import { source } from '../../../state/picture/source';
import { Button } from '../../../ui/controls';
import { DrawPad } from './DrawPad';
import { TEXTS } from '../texts';

interface Props {
  /** What is drawn need not be a digit: the words for it, and sources of pictures that have buttons of their own. */
  anything?: { readonly title: string; readonly use: string; readonly samples: readonly string[] };
  /** Opens a drawing pad that the view keeps; without it the button has its own. */
  onOpen?: () => void;
}

/** Opens the drawing pad. */
export function DrawButton({ anything, onOpen }: Props) {
  const isDrawn = useStore(
    source,
    (state) => state.picture.source.startsWith('px.') && !anything?.samples.includes(state.picture.source),
  );
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={onOpen ?? (() => setOpen(true))}
        aria-pressed={isDrawn}
        title={anything?.title ?? TEXTS.drawTitle}
      >
        <Pencil size={16} aria-hidden="true" /> <span>{TEXTS.draw}</span>
      </Button>
      {!onOpen && <DrawPad open={isOpen} onClose={() => setOpen(false)} anything={anything} />}
    </>
  );
}
