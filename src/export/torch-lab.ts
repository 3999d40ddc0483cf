import type { ScheduleSettings } from '../schedules/catalogue.ts';
import type { ParameterValues } from '../schedules/parameter.ts';
import type { LabSettings } from '../training/protocol.ts';
import type { TorchAdditions } from './additions.ts';
import { callLines, keywordArguments, pythonLiteral } from './python-call.ts';
import { indent } from './python-literals.ts';

/** How a program prints, and how it saves the weights. */
interface Words {
  readonly print: string;
  readonly save: readonly string[];
}

const plainWords: Words = { print: 'print', save: ['torch.save(model.state_dict(), "best.pt")'] };

/** Scheduler and callbacks of a lab, written out in PyTorch's loop. They look at `logs`, as Keras's callbacks do. */
export function torchLab(lab: LabSettings, words = plainWords): TorchAdditions {
  const { torchSchedule, stepAfter, schedulerFirst } = lab;
  const { EarlyStopping, ModelCheckpoint, OwnCallback, SimpleProgress } = lab.callbacks;
  const isPlateau = torchSchedule?.name === 'ReduceLROnPlateau';
  const steps = (place: LabSettings['stepAfter'], first: boolean) =>
    torchSchedule && !isPlateau && stepAfter === place && schedulerFirst === first ? ['scheduler.step()'] : [];
  return {
    imports: [
      ...(EarlyStopping?.restore_best_weights === true ? ['import copy'] : []),
      ...(torchSchedule ? [schedulerImport(torchSchedule.name)] : []),
    ],
    definitions: [],
    setUp: [
      ...(torchSchedule ? torchScheduler(torchSchedule) : []),
      ...(EarlyStopping ? ['best, bad_epochs = None, 0'] : []),
      ...(ModelCheckpoint?.save_best_only === true ? ['best_saved = None'] : []),
    ],
    beforeEpoch: steps('epoch', true),
    beforeStep: steps('batch', true),
    afterStep: steps('batch', false),
    afterEpoch: [
      ...steps('epoch', false),
      ...(isPlateau ? ['scheduler.step(logs["val_loss"])'] : []),
      ...(ModelCheckpoint ? checkpointByHand(ModelCheckpoint, words) : []),
      ...(SimpleProgress ? ['print_progress(epoch, logs)'] : []),
      ...(OwnCallback ? ownByHand(OwnCallback, words) : []),
      ...(EarlyStopping ? stoppingByHand(EarlyStopping) : []),
    ],
    end: EarlyStopping?.restore_best_weights === true ? ['model.load_state_dict(best_weights)'] : [],
  };
}

/** The names of `torch.optim.lr_scheduler` that a schedule needs, as an import statement. */
function schedulerImport(name: string): string {
  const names = {
    SequentialLR: '(\n    ExponentialLR, LinearLR, SequentialLR,\n)',
    ChainedScheduler: '(\n    ChainedScheduler, ConstantLR, ExponentialLR,\n)',
  }[name];
  return `from torch.optim.lr_scheduler import ${names ?? name}`;
}

function torchScheduler({ name, values }: ScheduleSettings): string[] {
  const of = (scheduler: string, given: readonly string[]) => callLines(scheduler, ['optimizer', ...given]).join('\n');
  const assigned = (given: readonly string[]) => callLines(name, ['optimizer', ...given], 'scheduler = ');
  switch (name) {
    case 'LambdaLR':
    case 'MultiplicativeLR':
      return assigned([`lambda epoch: ${String(values.lr_lambda)}`]);
    case 'SequentialLR':
      return assigned([
        `[\n${indent([
          `${of('LinearLR', [`start_factor=${pythonLiteral(values.start_factor)}`, `total_iters=${pythonLiteral(values.milestone)}`])},`,
          `${of('ExponentialLR', [`gamma=${pythonLiteral(values.gamma)}`])},`,
        ]).join('\n')}\n]`,
        `milestones=[${pythonLiteral(values.milestone)}]`,
      ]);
    case 'ChainedScheduler':
      return callLines(
        name,
        [
          `[\n${indent([
            `${of('ConstantLR', keywordArguments(values, ['factor', 'total_iters']))},`,
            `${of('ExponentialLR', keywordArguments(values, ['gamma']))},`,
          ]).join('\n')}\n]`,
        ],
        'scheduler = ',
      );
    default:
      return assigned(keywordArguments(values));
  }
}

/** "value < best": smaller is better for a loss, larger for an accuracy. */
function isBetter(best: string, monitor: string, delta = 0): string {
  const margin = delta > 0 ? (monitor.endsWith('loss') ? ` - ${delta}` : ` + ${delta}`) : '';
  return `${best} is None or value ${monitor.endsWith('loss') ? '<' : '>'} ${best}${margin}`;
}

function stoppingByHand(values: ParameterValues): string[] {
  const monitor = String(values.monitor);
  return [
    `value = logs["${monitor}"]`,
    `if ${isBetter('best', monitor, Number(values.min_delta))}:`,
    ...indent([
      'best, bad_epochs = value, 0',
      ...(values.restore_best_weights === true ? ['best_weights = copy.deepcopy(model.state_dict())'] : []),
    ]),
    'else:',
    ...indent(['bad_epochs += 1', `if bad_epochs >= ${pythonLiteral(values.patience)}:`, ...indent(['break'])]),
  ];
}

function checkpointByHand(values: ParameterValues, { save }: Words): string[] {
  const monitor = String(values.monitor);
  if (values.save_best_only !== true) return [...save];
  return [
    `value = logs["${monitor}"]`,
    `if ${isBetter('best_saved', monitor)}:`,
    ...indent(['best_saved = value', ...save]),
  ];
}

function ownByHand({ condition, action, value }: ParameterValues, { print }: Words): string[] {
  const body = {
    stop: ['break'],
    print: [`${print}(${String(value)})`],
    'set lr': ['for group in optimizer.param_groups:', ...indent([`group["lr"] = ${String(value)}`])],
  }[String(action)];
  return ['lr = optimizer.param_groups[0]["lr"]', `if ${String(condition)}:`, ...indent(body ?? [])];
}
