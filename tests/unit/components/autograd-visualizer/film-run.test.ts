import { describe, expect, it } from 'vitest';
import { FilmRun, type Reel } from '../../../../components/autograd-visualizer/film-run.ts';
import type { TrainingReport } from '../../../../src/training/protocol.ts';

function makeReel(length: number): Reel {
  let position = 0;
  return {
    length,
    get position() {
      return position;
    },
    advance: () => position < length && (position += 1) > 0,
    goTo: (place) => (position = place),
  };
}

/** A film run with a clock that ticks when the test says so. */
function start(milliseconds: number, { length = 3, firstPosition = 0 } = {}) {
  const reports: TrainingReport['type'][] = [];
  const waiting: (() => void)[] = [];
  const film = new FilmRun(
    milliseconds,
    firstPosition,
    ({ type }) => reports.push(type),
    () => reports.push('stopped'),
    (act) => {
      waiting.push(act);
      return () => void waiting.splice(waiting.indexOf(act), 1);
    },
  );
  const reel = makeReel(length);
  const finish = () => film.receive({ type: 'finished', runId: 7, leakedTensors: 0 }, () => reel);
  return { film, reel, reports, finish, tick: () => waiting.shift()?.(), waiting };
}

describe('a film as a run', () => {
  it('begins when the worker is done, and ends with its last event', () => {
    const { reports, finish, tick } = start(10);
    expect(reports).toEqual([]);
    finish();
    expect(reports).toEqual(['started', 'batch']);
    tick();
    tick();
    expect(reports).toEqual(['started', 'batch', 'batch', 'batch', 'finished']);
  });

  it('shows the end at once without a pace', () => {
    const { reports, finish } = start(0);
    finish();
    expect(reports).toEqual(['started', 'batch', 'finished']);
  });

  it.each([0, 10])('stands where it opens, and is resumed from there: %d ms', (milliseconds) => {
    const { film, reel, reports, finish, tick } = start(milliseconds, { firstPosition: 2 });
    finish();
    expect([reports, reel.position]).toEqual([['started', 'batch', 'paused'], 2]);
    film.run.resume();
    tick();
    expect([reports.slice(3), reel.position]).toEqual([['resumed', 'batch', 'finished'], 3]);
  });

  it('is finished where it opens at its end', () => {
    const { reports, finish } = start(10, { firstPosition: 3 });
    finish();
    expect(reports).toEqual(['started', 'batch', 'finished']);
  });

  it('plays from its beginning where it has fewer events than it should open at', () => {
    const { reel, reports, finish } = start(10, { firstPosition: 4 });
    finish();
    expect([reports, reel.position]).toEqual([['started', 'batch'], 1]);
  });

  it('stands while it is paused, and takes single steps', () => {
    const { film, reports, finish, waiting } = start(10);
    film.run.pause();
    finish();
    expect(reports).toEqual(['started', 'paused']);
    film.run.step();
    expect(reports.slice(2)).toEqual(['resumed', 'batch', 'paused']);
    expect(waiting).toHaveLength(0);
    film.run.resume();
    expect(reports.slice(5)).toEqual(['resumed', 'batch']);
    film.run.pause();
    expect(waiting).toHaveLength(0);
    film.run.step();
    expect(reports.at(-1)).toBe('finished');
  });

  it('is stopped with its worker, and tells nothing afterwards', async () => {
    const { film, reports, finish } = start(10);
    await film.run.stop();
    finish();
    expect(reports).toEqual(['stopped', 'stopped']);
  });

  it('hands on a failure of the worker', () => {
    const { film, reports } = start(10);
    const error = { kind: 'settings', message: 'Line 1', fix: 'Mend it.' } as const;
    film.receive({ type: 'failed', runId: 7, error }, () => makeReel(1));
    expect(reports).toEqual(['failed']);
  });
});
