import { describe, expect, test } from 'vitest';
import { readSharedSurface, writeSharedSurface } from '../../../../components/loss-surface/share-surface.ts';
import { parseSurfaceForm, type SurfaceForm } from '../../../../components/loss-surface/surface-form.ts';
import { surfacePreset } from '../../../../components/loss-surface/surface-presets.ts';
import { presetNames } from '../../../../components/experiment/presets.ts';
import { lossSurfaceSettingsSchema } from '../../../../src/training/schemas.ts';

const form = (changed: Partial<SurfaceForm> = {}): SurfaceForm => ({
  ...surfacePreset('standard', 'regression', 'torch'),
  ...changed,
});
const withRate = (learningRate: string): SurfaceForm =>
  form({ racers: form().racers.map((racer) => (racer.optimizer === 'adam' ? { ...racer, learningRate } : racer)) });

describe('a form', () => {
  test.each(presetNames)('of the %s preset is one that the worker takes', (preset) => {
    for (const problem of ['regression', 'network'] as const) {
      for (const dialect of ['torch', 'keras'] as const) {
        const settings = parseSurfaceForm(surfacePreset(preset, problem, dialect));
        expect(lossSurfaceSettingsSchema.parse(settings)).toEqual(settings);
      }
    }
  });

  test.each([
    ['epochs', '0', 'Epochs cannot be “0”.'],
    ['epochs', ' ', 'Epochs cannot be empty.'],
    ['epochs', '5001', 'Epochs cannot be “5001”.'],
    ['gridSize', '4', 'The grid of the map cannot be “4”.'],
    ['gridSize', '162', 'The grid of the map cannot be “162”.'],
    ['seed', '4294967296', 'Seed cannot be “4294967296”.'],
    ['seed', '1e3', 'Seed cannot be “1e3”.'],
    ['startX', '101', 'The weight cannot start at “101”.'],
    ['startX', '', 'The weight has no start.'],
    ['startY', '<b>', 'The bias cannot start at “<b>”.'],
    ['startY', 'Infinity', 'The bias cannot start at “Infinity”.'],
  ] as const)('with %s %s is answered at the field', (field, value, fact) => {
    const start = { startX: '1', startY: '1' };
    expect(parseSurfaceForm(form({ ...start, [field]: value }))).toMatchObject({ field, fact });
  });

  test.each(['0', '-1', '10.1', 'NaN', '0x1', '1e-999', 'ten'])('with the learning rate “%s” is refused', (rate) => {
    expect(parseSurfaceForm(withRate(rate))).toMatchObject({
      field: 'adam',
      fact: `The learning rate of Adam cannot be “${rate}”.`,
    });
  });

  test('takes the rates of those alone who take part', () => {
    const racers = withRate('nonsense').racers.map((racer) => ({ ...racer, takesPart: racer.optimizer === 'sgd' }));
    expect(parseSurfaceForm(form({ racers }))).toMatchObject({ racers: [{ optimizer: 'sgd', learningRate: 0.01 }] });
    const nobody = racers.map((racer) => ({ ...racer, takesPart: false }));
    expect(parseSurfaceForm(form({ racers: nobody }))).toMatchObject({ fact: 'No optimizer takes part.' });
  });

  test('reads numbers as they are written', () => {
    expect(parseSurfaceForm(form({ startX: ' −1.5', startY: '.25' }))).toMatchObject({ start: [-1.5, 0.25] });
    const parsed = parseSurfaceForm(withRate('5e-2'));
    expect('racers' in parsed && parsed.racers.at(-1)).toEqual({ optimizer: 'adam', learningRate: 0.05 });
    expect(parseSurfaceForm(form())).toMatchObject({ start: null });
  });
});

describe('a share link', () => {
  test('gives back the form, those who do not take part too', () => {
    const chosen = { ...withRate('0.125'), problem: 'network', dialect: 'keras', startX: '1', startY: '-2' } as const;
    expect(readSharedSurface(writeSharedSurface(chosen))).toEqual(chosen);
    expect(readSharedSurface(writeSharedSurface(form()))).toEqual(form());
  });

  test.each([
    ['problem', 'else', 'names no problem'],
    ['api', 'jax', 'names no framework'],
    ['epochs', '1e9', 'Epochs cannot be “1e9”'],
    ['grid', '-1', 'The grid of the map cannot be “-1”'],
    ['seed', '', 'Seed cannot be empty'],
    ['start', '1', 'The bias has no start'],
    ['start', '1,2,3', 'no position'],
    ['start', '1,1e99', 'The bias cannot start at “1e99”'],
    ['race', '', 'each optimizer once'],
    ['race', 'sgd:0.1', 'each optimizer once'],
  ])('with %s=%s is refused', (key, value, fact) => {
    const values = new Map([...writeSharedSurface(form()), [key, value]]);
    expect(() => readSharedSurface(values)).toThrow(fact);
  });

  test('with an optimizer twice, or one more, is refused', () => {
    const values = new Map(writeSharedSurface(form()));
    const race = values.get('race') ?? '';
    expect(() => readSharedSurface(values.set('race', race.replace('-adamw', 'sgd')))).toThrow('each optimizer once');
    expect(() => readSharedSurface(values.set('race', `${race},lion:0.1`))).toThrow('does not have');
    expect(() => readSharedSurface(values.set('race', race.replace('sgd:0.01', 'sgd:0.01:1')))).toThrow('once');
    expect(() => readSharedSurface(values.set('race', race.replace('sgd:0.01', 'sgd:<b>')))).toThrow('“<b>”');
  });
});
