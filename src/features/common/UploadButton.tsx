import { useRef, type ReactNode } from 'react';
import { takePictureFile } from '../../state/picture/upload';
import { Button } from '../../ui/controls';

interface Props {
  /** Keeps its pixels as they are, noise and all. */
  asItIs?: boolean;
  title?: string;
  /** Once a picture was taken. */
  onTake?: () => void;
  children: ReactNode;
}

const TITLE = 'A picture from this device: choose, paste or drop it';

/** A picture from the device, chosen in its own dialog. */
export function UploadButton({ asItIs = false, title = TITLE, onTake, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button title={title} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={asItIs ? 'Noisy picture file' : 'Picture file'}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void takePictureFile(file, asItIs).then((taken) => taken && onTake?.());
          event.target.value = '';
        }}
      />
    </>
  );
}
