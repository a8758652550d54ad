import { withMinusSign } from '../../common/format';

const signed = (value: number): string => withMinusSign(value.toFixed(2));

/** Mean and standard deviation of a picture's pixels. */
export function Moments({ pixels }: { pixels: Float32Array }) {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length;
  return (
    <>
      mean <b>{signed(mean)}</b>, std <b>{signed(Math.sqrt(variance))}</b>
    </>
  );
}
