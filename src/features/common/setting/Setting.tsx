import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { reaches } from '../../../state/level';
import { isAtStart } from '../../../state/link/codec';
import type { Field, Option } from '../../../state/link/fieldKinds';
import { FIELDS, type ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { Checkbox, NumberField, Segmented, Select } from '../../../ui/controls';
import { TEXTS } from '../texts';
import styles from './Setting.module.css';

interface Props<K extends keyof ViewState> {
  /** The field that is bound. Range, words and options come from its row in the field table. */
  field: K;
  /** These replace the table's words. */
  label?: string;
  prefix?: ReactNode;
  title?: string;
  options?: readonly Option<ViewState[K]>[];
  /** How a choice looks: a row of buttons, or a menu. */
  look?: 'buttons' | 'small buttons' | 'menu';
  disabled?: boolean;
  /** What is shown instead of the field's value, where that has no effect. */
  value?: ViewState[K];
  /** What else changes with it. */
  along?: (value: ViewState[K]) => Partial<ViewState>;
  /** Words beside a checkbox. */
  children?: ReactNode;
}

/**
 * A control that is bound to a field of the view by its name. Below the field's level it is shown only where the field is not at its
 * usual value, as after a link, and says so.
 */
export function Setting<K extends keyof ViewState>(props: Props<K>) {
  const { field: name } = props;
  const isInLevel = useStore(view, ({ level }) => reaches(level, FIELDS[name].shown?.level ?? 'picture'));
  const isUsual = useStore(view, (state) => isAtStart(name, state));
  if (isInLevel) return <Control {...props} />;
  if (isUsual) return null;
  return (
    <span className={styles.changed} title={TEXTS.changedTitle}>
      <Control {...props} /> <small>{TEXTS.changed}</small>
    </span>
  );
}

function Control<K extends keyof ViewState>(props: Props<K>) {
  const { field: name, look = 'menu', disabled = false, along, children } = props;
  const field: Field<ViewState[K]> = FIELDS[name];
  const stored = useStore(view, (state) => state[name]);
  const value = props.value ?? stored;
  const change = (next: ViewState[K]): void =>
    patchView({ ...({ [name]: next } as Partial<ViewState>), ...along?.(next) });
  const { shown } = field;
  const label = props.label ?? shown?.label ?? field.param;
  const prefix = props.prefix ?? shown?.prefix;
  const title = props.title ?? shown?.title;
  const words = { ...(prefix !== undefined && { prefix }), ...(title !== undefined && { title }) };
  const options = props.options ?? shown?.options;
  if (options) {
    const texts = options.map((option) => ({ ...option, value: String(option.value) }));
    const choose = (text: string): void => {
      const option = options.find((each) => String(each.value) === text);
      if (option) change(option.value);
    };
    const choice = { label, value: String(value), options: texts, onChange: choose, disabled };
    return look === 'menu' ? (
      <Select {...choice} {...words} />
    ) : (
      <Segmented {...choice} small={look === 'small buttons'} />
    );
  }
  if (typeof value === 'boolean')
    return (
      <Checkbox
        label={label}
        checked={value}
        disabled={disabled}
        {...words}
        onChange={(next) => change(next as ViewState[K])}
      >
        {children}
      </Checkbox>
    );
  if (!field.range) throw new Error(`The field "${name}" has neither options nor a range.`);
  return (
    <NumberField
      label={label}
      {...words}
      {...field.range}
      min={shown?.min ?? field.range.min}
      value={value as number}
      onChange={(next) => change(next as ViewState[K])}
    />
  );
}
