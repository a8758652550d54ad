import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Histogram } from '../../ui/chart/Histogram';
import { feedXt } from './feeds';
import { useNetwork } from './useNetwork';
import { Panel } from '../../ui/Panel';

/** The pixels of x_t beside the standard normal, which they become. */
export function HistogramPanel() {
  const forward = useStore(view, (state) => state.mode === 'forward');
  const { size } = useNetwork();
  return (
    <Panel
      title="Pixels of x against N(0, 1)"
      about={`The ${size ** 2} values of the picture as a density; dashed: the standard normal, where the forward process ends.`}
      aside={<Badge kind={forward ? 'exact' : 'live'} />}
    >
      <Histogram label="Histogram of the pixels of x, beside the standard normal density" feed={feedXt} />
    </Panel>
  );
}
