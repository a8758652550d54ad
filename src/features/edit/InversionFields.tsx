import { Setting } from '../common/Setting';

/** How a digit is walked up to its noise. */
export function InversionFields() {
  return (
    <>
      <Setting field="inversionSteps" />
      <Setting field="noiseFirst" />
    </>
  );
}
