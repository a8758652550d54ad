import { withMinusSign } from '../../common/format';

/** Mean and standard deviation of a picture's pixels. */
function momentsOf(pixels: Float32Array): { mean: number; std: number } {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length;
  return { mean, std: Math.sqrt(variance) };
}

const signed = (value: number): string => withMinusSign(value.toFixed(2));

/** A picture's pixels in numbers. */
export function Moments({ pixels }: { pixels: Float32Array }) {
  const { mean, std } = momentsOf(pixels);
  return (
    <>
      mean <b>{signed(mean)}</b>, std <b>{signed(std)}</b>
    </>
  );
}
