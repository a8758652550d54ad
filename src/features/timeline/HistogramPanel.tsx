import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Histogram } from '../../ui/chart/Histogram';
import { feedXt } from './feeds';
import { Term } from '../common/glossary/Term';
import { useNetwork } from './useNetwork';
import { TEXTS } from './texts';
import { Panel } from '../../ui/Panel';

/** The pixels of x_t beside the standard normal, which they become. */
export function HistogramPanel() {
  const forward = useStore(view, (state) => state.mode === 'forward');
  const { size } = useNetwork();
  return (
    <Panel
      title={<Term name="gaussian">{TEXTS.histogram}</Term>}
      about={TEXTS.histogramAbout(size ** 2)}
      aside={<Badge kind={forward ? 'exact' : 'live'} />}
    >
      <Histogram label={TEXTS.histogramLabel} feed={feedXt} />
    </Panel>
  );
}
