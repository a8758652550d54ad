import { useView } from '../../../state/link/useView';
import { stepsTo } from '../state/derivation';
import { Live, shown } from './Numbers';
import { TEXTS } from './texts';

const T = shown('t', (state) => String(stepsTo(state).t));
const T_PREV = shown('tPrev', (state) => String(stepsTo(state).tPrev));

/** Where equations of a step stand in the paper, and which step it is here, if it is longer than the paper's. */
export function StepSource({ equations }: { equations: string }) {
  const { derivationStep } = useView('derivationStep');
  return (
    <>
      {TEXTS.ddpm(equations)}
      {derivationStep > 1 && (
        <>
          {TEXTS.hereT} <Live of={T} />
          {TEXTS.standsFor} <Live of={T_PREV} />
        </>
      )}
    </>
  );
}
