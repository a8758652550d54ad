import { Fragment } from 'react';
import { Tex } from '../../ui/Tex';

/** A text in which TeX stands between dollar signs, and a source between square brackets. */
export function Rich({ text }: { text: string }) {
  return text
    .split(/(\$[^$]*\$|\[[^\]]*\])/)
    .map((part, i) => (
      <Fragment key={i}>
        {part.startsWith('$') ? (
          <Tex tex={part.slice(1, -1)} />
        ) : part.startsWith('[') ? (
          <cite>({part.slice(1, -1)})</cite>
        ) : (
          part
        )}
      </Fragment>
    ));
}
