import { datasetFileName, describeDataset, isDownloaded } from '../datasets/describe.ts';
import type { TrainingSettings } from '../training/protocol.ts';
import { noTorchAdditions, type TorchAdditions } from './additions.ts';
import { datasetClasses, optimizerClasses } from './framework-names.ts';
import { dataFolderText, ownDataImports, ownDataLines, scaledImages } from './own-data.ts';
import { pixelRanges, torchScaling } from './pixel-scaling.ts';
import { pillowImports } from './pillow-imports.ts';
import { section, type Program } from './program.ts';
import { resizeLines } from './resized-data.ts';
import { settingValues } from './setting-values.ts';
import { torchNetwork } from './torch-network.ts';

/**
 * The training of these settings as a PyTorch program that runs outside: alone, or in several processes under torchrun,
 * which share each batch. Its first processor draws the weights and the order of the page's own PyTorch run.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function torchProgram(settings: TrainingSettings, additions: TorchAdditions = noTorchAdditions): Program {
  const { dataset, optimizer, validationSplit } = settings;
  const isOwn = typeof dataset === 'object';
  const isOwnImages = isOwn && dataset.source.type === 'images';
  const name = `${datasetFileName(dataset)}_torch`;
  return {
    title: `A network for ${describeDataset(dataset).title}, trained with PyTorch.`,
    instructions: [
      `    python ${name}.py`,
      `    torchrun --nproc-per-node=2 ${name}.py    several processes, which share each batch`,
      '',
      ...(isDownloaded(dataset)
        ? ['Needs torch and torchvision. What may be set in the environment:']
        : [`Needs torch${isOwnImages ? ', numpy and Pillow' : ' and numpy'}. What may be set in the environment:`]),
      '',
      ...(isOwn ? [`    DUET_DATA     ${dataFolderText(dataset)}`] : []),
      ...(isDownloaded(dataset)
        ? ['    DUET_DATA     an .npz file with x_train, y_train, x_test and y_test, read in place of the download']
        : []),
      '    DUET_WEIGHTS  a .safetensors file with the initial weights, by the names of the state dict',
      '    DUET_SHUFFLE  0 takes the training images in the order in which they are stored',
      '    DUET_LOSSES   a .json file to write the loss of every step to',
    ],
    sections: [
      section('Settings', IMPORTS_AND_SETTINGS, {
        ...settingValues(settings),
        ownImports: isDownloaded(dataset) ? [] : ownDataImports(dataset),
        imageImports: pillowImports(dataset),
        imports: additions.imports,
      }),
      section('Processes', PROCESSES),
      section('Data', DATA, {
        readImages: isDownloaded(dataset)
          ? section('Read', READ_IMAGES, {
              datasetClass: datasetClasses[dataset],
              resize: resizeLines(dataset),
            }).code
          : [...ownDataLines(dataset), ...READ_OWN.split('\n')],
        range: pixelRanges[settings.scaling],
        ...scaledImages(settings, torchScaling, '.float()'),
        validationSet:
          validationSplit > 0 ? ['validation_set = TensorDataset(images[TRAINED:], labels[TRAINED:])'] : [],
      }),
      section('Network', NETWORK, { network: torchNetwork(settings) }),
      section('Training', TRAINING, {
        optimizerClass: optimizerClasses[optimizer],
        validation: validationSplit > 0 ? ['logs["val_loss"], logs["val_accuracy"] = evaluate(validation_set)'] : [],
        ...additions,
      }),
      section('Test', TEST, { name }),
    ],
  };
}

const IMPORTS_AND_SETTINGS = `
@ownImports@
import json
import os

import numpy
import torch
@imageImports@
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.data.distributed import DistributedSampler
@imports@

SEED = @seed@
TRAIN_IMAGES = @trainImages@
TRAINED = @trained@  # of these; the rest is for validation
TEST_IMAGES = @testImages@
IMAGE_SHAPE = (@shape@)  # height, width, channels
BATCH_SIZE = @batchSize@  # of all processes together
EPOCHS = @epochs@
LEARNING_RATE = @learningRate@
SHUFFLE = os.environ.get("DUET_SHUFFLE") != "0"
`;

const PROCESSES = `
world_size = int(os.environ.get("WORLD_SIZE", "1"))  # set by torchrun
rank = int(os.environ.get("RANK", "0"))
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
if world_size > 1:
    if BATCH_SIZE % world_size:
        raise SystemExit(f"{world_size} processes cannot share a batch of {BATCH_SIZE} evenly.")
    if device.type == "cuda":
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")

torch.manual_seed(SEED)
torch.use_deterministic_algorithms(True, warn_only=True)


def say(text):
    if rank == 0:
        print(text)


def over_processes(values):
    """The sum of what each process has."""
    if world_size > 1:
        distributed.all_reduce(values)
    return values
`;

const READ_IMAGES = `
def read_images(is_train, count):
    """The first images, bytes [count, channels, height, width], and their labels [count]."""
    if "DUET_DATA" in os.environ:
        part = "train" if is_train else "test"
        with numpy.load(os.environ["DUET_DATA"]) as arrays:
            images, labels = arrays[f"x_{part}"], arrays[f"y_{part}"]
    else:
        from torchvision import datasets

        data = datasets.@datasetClass@("data", train=is_train, download=True)
        images, labels = numpy.asarray(data.data), numpy.asarray(data.targets)
    @resize@
    images = torch.tensor(images[:count]).reshape(-1, *IMAGE_SHAPE)
    labels = torch.tensor(labels[:count], dtype=torch.int64).flatten()
    return images.permute(0, 3, 1, 2).contiguous(), labels
`;

const READ_OWN = `

def read_images(is_train, count):
    """The first examples [count, channels, height, width], and their labels [count]."""
    rows = (train_rows if is_train else test_rows)[:count]
    images = torch.tensor(examples[rows]).permute(0, 3, 1, 2).contiguous()
    return images, torch.tensor(targets[rows], dtype=torch.int64)`;

const DATA = `
@readImages@


def scale(images):
    """@kind@ as floats in @range@."""
    return @scaled@


if rank > 0:
    distributed.barrier()  # until the first process has the files
images, labels = read_images(True, TRAIN_IMAGES)
train_set = TensorDataset(images[:TRAINED], labels[:TRAINED])
@validationSet@
test_set = TensorDataset(*read_images(False, TEST_IMAGES))
if rank == 0 and world_size > 1:
    distributed.barrier()
`;

const NETWORK = `
@network@


model = Net().to(device)
if "DUET_WEIGHTS" in os.environ:
    from safetensors.torch import load_file

    model.load_state_dict(load_file(os.environ["DUET_WEIGHTS"]))
replica = DistributedDataParallel(model) if world_size > 1 else model
if world_size > 1:
    torch.manual_seed(SEED + rank)  # each process drops out units of its own
`;

const TRAINING = `
@definitions@
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.@optimizerClass@(model.parameters(), lr=LEARNING_RATE)
@setUp@
sampler = None
if world_size > 1:
    sampler = DistributedSampler(train_set, shuffle=SHUFFLE, seed=SEED)
train_loader = DataLoader(
    train_set,
    batch_size=BATCH_SIZE // world_size,
    sampler=sampler,
    shuffle=SHUFFLE if sampler is None else None,
)


def figures(logits, labels, loss):
    """Sum of the losses, correct images, and images."""
    correct = (logits.argmax(dim=1) == labels).sum()
    return torch.stack([loss.detach() * len(labels), correct, torch.tensor(len(labels), device=device)])


def evaluate(data):
    """Mean loss, and share of the images that are classified correctly."""
    model.eval()
    sums = torch.zeros(3, device=device)
    # A DataLoader would draw from the generator that shuffles the training images.
    for images, labels in zip(*(tensor.split(BATCH_SIZE) for tensor in data.tensors)):
        images, labels = scale(images.to(device)), labels.to(device)
        with torch.no_grad():
            logits = model(images)
            sums += figures(logits, labels, criterion(logits, labels))
    loss, correct, count = sums.tolist()
    return loss / count, correct / count


step_losses = []
for epoch in range(EPOCHS):
    @beforeEpoch@
    replica.train()
    if sampler is not None:
        sampler.set_epoch(epoch)
    steps = []
    for images, labels in train_loader:
        images, labels = scale(images.to(device)), labels.to(device)
        optimizer.zero_grad()
        logits = replica(images)
        loss = criterion(logits, labels)
        loss.backward()
        @beforeStep@
        optimizer.step()
        @afterStep@
        steps.append(figures(logits, labels, loss))
    steps = over_processes(torch.stack(steps))
    step_losses += (steps[:, 0] / steps[:, 2]).tolist()
    loss, correct, count = steps.sum(dim=0).tolist()
    logs = {"loss": loss / count, "accuracy": correct / count}
    @validation@
    say(f"epoch {epoch + 1}: " + ", ".join(f"{name} {value:.4f}" for name, value in logs.items()))
    @afterEpoch@
@end@
`;

const TEST = `
test_loss, test_accuracy = evaluate(test_set)
say(f"test loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
if rank == 0:
    torch.save(model.state_dict(), "@name@.pt")
    if "DUET_LOSSES" in os.environ:
        with open(os.environ["DUET_LOSSES"], "w", encoding="utf-8") as file:
            json.dump(step_losses, file)
if world_size > 1:
    distributed.destroy_process_group()
`;
