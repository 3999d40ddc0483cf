import { section, type Program } from '../../../src/export/program.ts';
import { pythonFloat, pythonInteger } from '../../../src/export/python-literals.ts';
import type { LossSurfaceSettings, SurfaceProblemName } from '../../../src/training/protocol.ts';
import { surfaceProblems } from '../surface-problems.ts';
import { racerEntries } from './racer-entries.ts';

interface ProblemLines {
  readonly points: readonly string[];
  /** The start, as a layer draws it. */
  readonly start: readonly string[];
  readonly outputs: readonly string[];
  readonly model: readonly string[];
}

/** The race in PyTorch. Its numbers are those of the page, for the same seed. */
export function torchSurfaceProgram(settings: LossSurfaceSettings): Program {
  const { problem, seed, start, xDomain, yDomain, gridSize, epochs } = settings;
  const { points, start: drawn, outputs, model } = problems[problem];
  return {
    title: `${surfaceProblems[problem].label}: optimizers race on the loss, with PyTorch.`,
    instructions: ['Needs torch. Prints the losses of every hundredth epoch; `surface` has those of the grid.'],
    sections: [
      section('Imports', IMPORTS),
      section('Data', DATA, {
        seed: String(seed),
        points,
        start: start ? [`start = [${start.map(pythonFloat).join(', ')}]`] : drawn,
      }),
      section('Surface', SURFACE, {
        xDomain: xDomain.join(', '),
        yDomain: yDomain.join(', '),
        gridSize: String(gridSize),
        outputs,
      }),
      section('Race', RACE, {
        racers: racerEntries(settings, 'torch', (name, rate, more) => `optim.${name}, lr=${rate}${more}`),
        model,
        epochs: pythonInteger(epochs),
      }),
    ],
  };
}

const problems: Readonly<Record<SurfaceProblemName, ProblemLines>> = {
  regression: {
    points: ['x = 2 * torch.rand(100, 1)', 'y = 4 + 3 * x + 0.1 * torch.randn(100, 1)'],
    start: ['drawn = nn.Linear(1, 1)', 'start = [drawn.weight.item(), drawn.bias.item()]'],
    outputs: ['outputs = first * inputs + second'],
    model: [
      'model = nn.Linear(1, 1)',
      'nn.init.constant_(model.weight, start[0])',
      'nn.init.constant_(model.bias, start[1])',
      'optimizer = create(model.parameters())',
    ],
  },
  network: {
    points: [
      'x = 4 * torch.rand(40, 1) - 2',
      'y = torch.tanh(3 * x) + torch.tanh(-x)',
      'y = y + 0.1 * torch.randn(40, 1)',
    ],
    start: ['drawn = nn.Linear(1, 2, bias=False)', 'start = drawn.weight.flatten().tolist()'],
    outputs: ['first = torch.tanh(first * inputs)', 'second = torch.tanh(second * inputs)', 'outputs = first + second'],
    model: [
      'hidden = nn.Linear(1, 2, bias=False)',
      'frozen = nn.Linear(2, 1, bias=False)',
      'frozen.requires_grad_(False).weight.fill_(1)',
      'with torch.no_grad():',
      '    hidden.weight[:, 0] = torch.tensor(start)',
      'model = nn.Sequential(hidden, nn.Tanh(), frozen)',
      'optimizer = create(hidden.parameters())',
    ],
  },
};

const IMPORTS = `
from functools import partial

import torch
from torch import nn, optim
`;

const DATA = `
torch.manual_seed(@seed@)
@points@
@start@
`;

const SURFACE = `
first = torch.linspace(@xDomain@, @gridSize@)
second = torch.linspace(@yDomain@, @gridSize@)
# All outputs at once: [rows, columns, points].
first = first[None, :, None]
second = second[:, None, None]
inputs = x.flatten()
@outputs@
surface = (outputs - y.flatten()).square().mean(-1)
`;

const RACE = `
racers = {
    @racers@
}
losses = {name: [] for name in racers}
for name, create in racers.items():
    @model@
    for epoch in range(@epochs@):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses[name].append(loss.item())
    printed = losses[name][99::100]
    print(name, *(f"{loss:.4f}" for loss in printed))
`;
