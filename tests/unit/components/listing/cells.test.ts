import { describe, expect, test } from 'vitest';
import { listingCell, listingText } from '../../../../components/listing/cells.ts';

const source = '"""A script."""\n\n# %% data\nx = 1\n\n\n# %% model\n\ny = 2  # %% not a marker\nz = 3\n';

describe('listingCell', () => {
  test('takes what stands between two markers', () => {
    expect(listingCell(source, 'data')).toBe('x = 1');
  });

  test('takes the rest of the file for the last cell', () => {
    expect(listingCell(source, 'model')).toBe('y = 2  # %% not a marker\nz = 3');
  });

  test('names the cells that there are when one is missing', () => {
    expect(() => listingCell(source, 'train')).toThrow('found 0. The file has the cells "data", "model"');
  });

  test('refuses a name that two cells bear', () => {
    expect(() => listingCell('# %% a\n1\n# %% a\n2\n', 'a')).toThrow('found 2');
  });
});

test('listingText shows the whole file without markers', () => {
  expect(listingText(source)).toBe('"""A script."""\n\nx = 1\n\n\n\ny = 2  # %% not a marker\nz = 3');
});
