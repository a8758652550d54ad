import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { RangeSlider } from './RangeSlider';

it('stands where it belongs when it is first shown', () => {
  const props = { label: 't', min: 0, max: 1000, initial: 640, feed: () => vi.fn() };
  const markup = renderToStaticMarkup(<RangeSlider {...props} onSlide={vi.fn()} onRelease={vi.fn()} />);
  expect(markup).toContain('value="640"');
});
