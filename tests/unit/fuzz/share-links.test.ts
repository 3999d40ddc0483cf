/** What stands behind `#` in an address, which anybody can write. */
import { describe, expect, test } from 'vitest';
import { readSharedPlace, sharedPlaceValues } from '../../../components/autograd-visualizer/shared-place.ts';
import { labPresets } from '../../../components/callback-lab/lab-presets.ts';
import { readSharedLab, writeSharedLab } from '../../../components/callback-lab/share-lab.ts';
import { readSharedSettings, writeSharedSettings } from '../../../components/cnn-trainer/share-settings.ts';
import { presetSettings } from '../../../components/cnn-trainer/settings-presets.ts';
import { placementFields, placementPresets } from '../../../components/device-placement/placement-presets.ts';
import { readSharedPlacement } from '../../../components/device-placement/share-placement.ts';
import { readSharedSteps, writeSharedSteps } from '../../../components/eager-graph/share-steps.ts';
import { presetForm } from '../../../components/eager-graph/step-presets.ts';
import {
  readShareLink,
  readSharedChoices,
  ShareLinkError,
  writeShareLink,
} from '../../../components/experiment/share-link.ts';
import {
  defaultTableState,
  readTableState,
  writeTableState,
  type TableState,
} from '../../../components/framework-table/table-state.ts';
import { readSharedSurface, writeSharedSurface } from '../../../components/loss-surface/share-surface.ts';
import { surfacePreset } from '../../../components/loss-surface/surface-presets.ts';
import { packCode, unpackCode } from '../../../components/python-cell/share-code.ts';
import { damagedText } from './damaged.ts';
import { expectRobust, FUZZ_TIMEOUT_MILLISECONDS } from './robust.ts';

type Values = ReadonlyMap<string, string>;

const lab = labPresets({ torch: { name: 'OneCycleLR' }, callbacks: { EarlyStopping: {}, OwnCallback: {} } }).standard;
const table: TableState = {
  ...{ ...defaultTableState, query: 'torch.compile', group: 'project', sort: 'topic', direction: 'descending' },
  ...{ hiddenRows: ['a', 'b'], hiddenColumns: ['evidence'], answers: { target: 'browser' } },
};
const placement = new Map(placementFields.map(({ name, key }) => [key, String(placementPresets.full[name])]));
const choices = new Map(Object.entries({ preset: 'quick', backend: 'wasm' }));

/** Reads settings, which must go through another link as they are. */
function expectSettings(values: Values): void {
  const settings = readSharedSettings(values, []);
  expect(readSharedSettings(writeSharedSettings(settings), [])).toEqual(settings);
}

const links: readonly (readonly [string, Values, (values: Values) => unknown])[] = [
  ['preset and backend', choices, (values) => readSharedChoices({ id: 'a', values })],
  ['a trainer', writeSharedSettings(presetSettings('both').standard), expectSettings],
  ['a callback lab', writeSharedLab(lab), (values) => readSharedLab(values, lab)],
  ['a loss surface', writeSharedSurface(surfacePreset('quick', 'regression', 'torch')), readSharedSurface],
  ['steps', writeSharedSteps(presetForm('quick')), readSharedSteps],
  ['an autograd film', sharedPlaceValues({ event: 12, descentSteps: 3 }), readSharedPlace],
  ['device placement', placement, readSharedPlacement],
  ['a table', writeTableState(table), (values) => readTableState(values, new Set(['a', 'b']))],
];

const parts = [
  '&',
  '=',
  '~',
  '.',
  '_',
  ':',
  ',',
  '%',
  '%zz',
  '-1',
  '1e99',
  'NaN',
  'Infinity',
  '__proto__',
  '<b>',
  '0x10',
];

describe('a share link', () => {
  test.each(links)(
    'of %s is read or refused',
    async (_, values, read) => {
      const inputs = damagedText([writeShareLink({ id: 'a', values })], parts);
      const readAll = (fragment: string) => read(readShareLink(fragment).values);
      const { taken, refused } = await expectRobust({ inputs, read: readAll, refusals: [ShareLinkError] });
      expect(Math.min(taken, refused)).toBeGreaterThan(500);
    },
    FUZZ_TIMEOUT_MILLISECONDS,
  );

  test(
    'of a program is read or refused',
    async () => {
      const packed = await packCode('import torch\n\nfor step in range(3):\n    print(torch.ones(step))\n');
      const inputs = damagedText([packed], ['-', '_', 'AAAA']);
      const { taken, refused } = await expectRobust({ inputs, read: unpackCode, refusals: [RangeError] });
      expect(Math.min(taken, refused)).toBeGreaterThan(500);
    },
    FUZZ_TIMEOUT_MILLISECONDS,
  );
});
