import { onStage } from '../../state/stage';
import { Histogram } from '../../ui/Histogram';
import { Panel } from '../../ui/Panel';

const feed = (draw: (pixels: Float32Array) => void) =>
  onStage((stage) => {
    if (stage.kind !== 'none') draw(stage.xt);
  });

/** The pixels of x_t beside the standard normal, which they become. */
export function HistogramPanel() {
  return (
    <Panel
      title="Pixels of x against N(0, 1)"
      about="The 784 values of the picture as a density; dashed: the standard normal, where the forward process ends."
      aside={<small>784 pixels</small>}
    >
      <Histogram label="Histogram of the pixels of x, beside the standard normal density" feed={feed} />
    </Panel>
  );
}
