import { useRef } from 'react';
import type { ReactNode } from 'react';
import { takePictureFile } from '../../state/upload';
import { Button } from '../../ui/controls';

/** A picture from the device, chosen in its own dialog. */
export function UploadButton({ children }: { children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        title="A picture from this device: choose, paste or drop it"
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label="Picture file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void takePictureFile(file);
          event.target.value = '';
        }}
      />
    </>
  );
}
