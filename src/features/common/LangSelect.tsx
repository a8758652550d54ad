import { chooseLang } from '../../state/lang';
import { FIELDS } from '../../state/link/fields/table';
import { Select } from '../../ui/controls';
import { useLang } from './useWords';

const { label = '', options = [] } = FIELDS.lang.shown ?? {};

/** The choice of the language of lecture and glossary. */
export function LangSelect() {
  return <Select label={label} value={useLang()} options={options} onChange={chooseLang} />;
}
