import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { takePictureFile } from '../../state/upload';
import { Button } from '../../ui/controls';

/** A picture from the device: chosen, pasted, or dropped anywhere on the page. */
export function UploadButton({ children }: { children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file) void takePictureFile(file);
    };
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void takePictureFile(file);
    };
    addEventListener('paste', paste);
    addEventListener('dragover', allow);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('paste', paste);
      removeEventListener('dragover', allow);
      removeEventListener('drop', drop);
    };
  }, []);
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
