import { useRef, type ReactNode } from 'react';
import { takePictureFile } from '../../../state/picture/upload';
import { Button } from '../../../ui/controls';
import { TEXTS } from '../texts';

interface Props {
  /** Keeps its pixels as they are, noise and all. */
  asItIs?: boolean;
  title?: string;
  /** Takes the file in another way; returns whether that went well. */
  take?: ((file: Blob) => Promise<boolean>) | undefined;
  /** Once a picture was taken. */
  onTake?: () => void;
  children: ReactNode;
}

/** A picture from the device, chosen in its own dialog. */
export function UploadButton(props: Props) {
  const { asItIs = false, title = TEXTS.uploadTitle, onTake, children } = props;
  const { take = (file: Blob) => takePictureFile(file, asItIs) } = props;
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
        aria-label={asItIs ? TEXTS.noisyPictureFile : TEXTS.pictureFile}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void take(file).then((taken) => taken && onTake?.());
          event.target.value = '';
        }}
      />
    </>
  );
}
