import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { NumberField } from '../../ui/controls';

/** How a digit is walked up to its noise. */
export function InversionFields() {
  const { inversionSteps, noiseFirst } = useView('inversionSteps', 'noiseFirst');
  return (
    <>
      <NumberField
        label="steps of the inversion"
        prefix="steps"
        title="DDIM steps up to t = 1000, and as many back: 10 to 250. More bring the digit back more exactly"
        value={inversionSteps}
        min={10}
        max={250}
        onChange={(value) => patchView({ inversionSteps: value })}
      />
      <NumberField
        label="t of the noise first"
        prefix="noise first, t"
        title="Puts the noise of this t on the digit before it is inverted, 0 to 200; 0 inverts the digit itself"
        value={noiseFirst}
        min={0}
        max={200}
        onChange={(value) => patchView({ noiseFirst: value })}
      />
    </>
  );
}
