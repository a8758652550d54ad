import { Tex } from '../../ui/Tex';
import { Setting } from '../common/setting/Setting';
import { TEXTS } from './texts';

/** Whether the additive process is shown divided by its standard deviation. */
export function Division() {
  return (
    <Setting field="rescaled">
      {TEXTS.divided} <Tex tex={String.raw`\sqrt{1+\sigma_t^2}`} />
    </Setting>
  );
}
