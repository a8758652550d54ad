import { formatCount } from '../diffusion/numbers/formatCount';
import { useEffect, useId, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { TEXTS } from './texts';
import styles from './controls.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'quiet' | 'round';
}

export function Button({ look, className = '', ...rest }: ButtonProps) {
  const looks = look === 'round' ? `${styles.primary} ${styles.round}` : look ? styles[look] : '';
  return <button type="button" className={`${styles.button} ${looks} ${className}`} {...rest} />;
}

interface SegmentedProps<T extends string | number> {
  /** Names the group; also the radio group's name, so unique on the page. */
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode; title?: string }[];
  onChange: (value: T) => void;
  small?: boolean;
  disabled?: boolean;
}

/** One of a few: native radio buttons in one row. */
export function Segmented<T extends string | number>(props: SegmentedProps<T>) {
  const { label, value, options, onChange, small = false, disabled = false } = props;
  return (
    <fieldset
      className={`${styles.segmented} ${small ? styles.small : ''}`}
      disabled={disabled}
      aria-label={label}
    >
      {options.map((option) => (
        <label key={option.value} className={styles.segment} title={option.title}>
          <input
            type="radio"
            name={label}
            checked={option.value === value}
            onClick={(event) => {
              // Chosen with a pointer, it gives the arrow keys back to the slider.
              if (event.detail > 0) event.currentTarget.blur();
            }}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface NumberFieldProps {
  label: string;
  /** What stands before the number; the label where it is short enough. */
  prefix?: ReactNode;
  value: number;
  /** Feeds a value that changes with every frame, outside React; `value` is then only the first one. */
  feed?: (put: (value: number) => void) => () => void;
  min: number;
  max: number;
  step?: number;
  title?: string;
  onChange: (value: number) => void;
}

/** How long a field that was left says what it allows. */
const RULE_MS = 8000;

/** Characters that the longest value takes, 2 to 6. */
function widthOf(max: number, step: number): number {
  const [, decimals] = String(step).split('.');
  const most = String(max).length + (decimals ? 1 + decimals.length : 0);
  return Math.min(6, Math.max(2, most));
}

/**
 * A number that takes effect on Enter or when it is left. What is no number, or outside, goes back, and the field says what
 * is allowed.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, prefix, value, feed, min, max, step = 1, title, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const shown = useRef(value);
  const edited = useRef(false);
  const [wrong, setWrong] = useState<string>();
  const rule = useId();
  const allowed = TEXTS.allowed(step === 1, formatCount(min), formatCount(max));
  useEffect(() => {
    const put = (next: number) => {
      shown.current = next;
      if (input.current && document.activeElement !== input.current) input.current.value = String(next);
    };
    if (feed) return feed(put);
    put(value);
    return undefined;
  }, [value, feed]);
  const restore = (element: HTMLInputElement) => {
    element.value = String(shown.current);
    edited.current = false;
  };
  const commit = () => {
    const element = input.current;
    if (!element) return;
    if (edited.current && !element.validity.valid) {
      restore(element);
      setWrong(TEXTS.stays(allowed, formatCount(shown.current)));
    } else if (edited.current && element.value !== '') {
      edited.current = false;
      onChange(element.valueAsNumber);
    } else restore(element);
  };
  return (
    <label className={styles.field} title={title ?? TEXTS.range(label, min, max)}>
      <span>{prefix ?? label}</span>
      <input
        ref={input}
        type="number"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : rule}
        min={min}
        max={max}
        step={step}
        defaultValue={value}
        style={{ width: `${widthOf(max, step)}ch` }}
        onInput={(event) => {
          edited.current = true;
          setWrong(event.currentTarget.validity.valid ? undefined : allowed);
        }}
        onFocus={() => setWrong(undefined)}
        onBlur={() => {
          commit();
          setTimeout(() => setWrong(undefined), RULE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            restore(event.currentTarget);
            setWrong(undefined);
          }
        }}
      />
      {wrong !== undefined && (
        <span id={rule} className={styles.rule} role="status">
          {wrong}
        </span>
      )}
    </label>
  );
}

interface SelectProps<T extends string | number> {
  label: string;
  prefix?: ReactNode;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  disabled?: boolean;
  title?: string;
}

/** One of several: a native select. */
export function Select<T extends string | number>(props: SelectProps<T>) {
  const { label, prefix, value, options, onChange, disabled = false, title } = props;
  const isListed = options.some((option) => option.value === value);
  const isPointed = useRef(false);
  return (
    <label className={styles.field} title={title ?? label}>
      {prefix !== '' && <span>{prefix ?? label}</span>}
      <select
        aria-label={label}
        disabled={disabled}
        value={String(value)}
        onPointerDown={() => (isPointed.current = true)}
        onKeyDown={() => (isPointed.current = false)}
        onChange={(event) => {
          if (isPointed.current) event.currentTarget.blur();
          const chosen = options.find((option) => String(option.value) === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {!isListed && <option value={String(value)}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={String(option.value)}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckboxProps {
  /** Its words, unless it has children. */
  label: string;
  checked: boolean;
  title?: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
}

/** Yes or no, with its words beside it. */
export function Checkbox({ label, checked, title, disabled = false, onChange, children }: CheckboxProps) {
  return (
    <label className={styles.checkbox} title={title}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children ?? label}
    </label>
  );
}
