import type { ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<'a'>, 'onClick' | 'onFocus' | 'onPointerEnter'> {
  /** The address now: that of the first rendering may be out of date. */
  address: () => string;
  /** A plain click: it stays in this tab, and loads nothing anew. */
  onOpen: () => void;
  onFocus?: () => void;
  onPointerEnter?: () => void;
}

/** A link inside the page. Its address is renewed when somebody is about to use it, so that a new tab shows what a click would. */
export function LiveLink({ address, onOpen, onFocus, onPointerEnter, ...rest }: Props) {
  return (
    <a
      {...rest}
      onFocus={({ currentTarget }) => {
        currentTarget.href = address();
        onFocus?.();
      }}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.href = address();
        onPointerEnter?.();
      }}
      onClick={(event) => {
        const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
        if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
        event.preventDefault();
        onOpen();
      }}
    />
  );
}
