import { expect, test } from 'vitest';
import { claimId } from '../../../../components/quiz/unique-id.ts';

test('a page has each id once; another page may have it too', () => {
  const page = {};
  claimId(page, 'shapes', 'a.mdx, quiz "shapes"');
  claimId(page, 'sizes', 'a.mdx, quiz "sizes"');
  claimId({}, 'shapes', 'b.mdx, quiz "shapes"');
  expect(() => claimId(page, 'shapes', 'a.mdx, quiz "shapes"')).toThrow(
    'a.mdx, quiz "shapes": the page has another of this id. Give each an id of its own.',
  );
});

test.each(['', 'Shapes', '1a', 'a b', 'a~b'])('“%s” is no id', (id) => {
  expect(() => claimId({}, id, 'a.mdx')).toThrow('its id cannot be a part of an address');
});
