import { describe, expect, it } from 'vitest';
import {
  readShareLink,
  sharedExperimentId,
  ShareLinkError,
  writeShareLink,
} from '../../../../components/experiment/share-link.ts';

describe('share link', () => {
  it('reads what it wrote, separators in values included', () => {
    const values = new Map([
      ['preset', 'quick'],
      ['net', 'c32x3r_p2_o0.5_f_d10l'],
      ['note', 'a=b&c~d.é #'],
    ]);
    const link = writeShareLink({ id: 'cifar10-cnn', values });
    expect(link).toMatch(/^#cifar10-cnn~v1\./);
    expect(readShareLink(link)).toEqual({ id: 'cifar10-cnn', values });
  });

  it('survives the fragment of a URL', () => {
    const url = new URL('https://example.org/lesson/');
    url.hash = writeShareLink({ id: 'a', values: new Map([['rate', '1e-3']]) });
    expect(readShareLink(url.hash).values.get('rate')).toBe('1e-3');
  });

  it.each(['', '#', '#heading', '#~v1.a=b'])('takes %j for no share link', (fragment) => {
    expect(sharedExperimentId(fragment)).toBeNull();
  });

  it.each(['#a~v2.preset=quick', '#a~preset=quick', '#a~', `#a~v1.x=${'y'.repeat(5_000)}`])(
    'refuses %.30s with a fix',
    (fragment) => {
      expect(() => readShareLink(fragment)).toThrow(ShareLinkError);
    },
  );
});
