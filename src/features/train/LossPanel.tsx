import { Panel } from '../../ui/Panel';

/** The losses. */
export function LossPanel() {
  return <Panel title="Loss">…</Panel>;
}
