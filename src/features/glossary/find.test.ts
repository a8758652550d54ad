import { expect, it } from 'vitest';
import { TERM_NAMES } from '../common/glossary/glossary';
import { GERMAN } from '../common/glossary/de/german';
import { findTerms } from './find';

it('shows all terms, by the alphabet, where nothing is looked for', () => {
  expect(findTerms(' ')).toBe(TERM_NAMES);
});

it('puts the term itself first, then those whose names contain it, then those that speak of it', () => {
  const names = findTerms('network');
  expect(names[0]).toBe('network');
  expect(names.length).toBeGreaterThan(10);
  expect(findTerms('SNR')[0]).toBe('snr');
});

it('wants all words, in any order', () => {
  expect(findTerms('2020 noise ho et')).toContain('epsilon');
  expect(findTerms('noise zebra')).toEqual([]);
});

it('looks in German, too, and there also for the English word', () => {
  expect(findTerms('rauschplan', GERMAN)[0]).toBe('schedule');
  expect(findTerms('schedule', GERMAN)).toContain('schedule');
  expect(findTerms('', GERMAN)).toBe(GERMAN.names);
});
