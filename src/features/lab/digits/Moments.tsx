import { fixed } from '../../../diffusion/numbers/formatNumber';
import { TEXTS } from '../texts';

const signed = (value: number): string => fixed(value, 2);

/** Mean and standard deviation of a picture's pixels. */
export function Moments({ pixels }: { pixels: Float32Array }) {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length;
  return (
    <>
      {TEXTS.digits.mean} <b>{signed(mean)}</b>, {TEXTS.digits.std} <b>{signed(Math.sqrt(variance))}</b>
    </>
  );
}
