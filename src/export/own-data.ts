/** Data in Python that no framework downloads: from files, read, put in order and split as Duet does it; or a computed table. */
import { isSiteDataset, isTable } from '../datasets/describe.ts';
import type { CsvSource, OwnDataset } from '../datasets/own/description.ts';
import type { SiteDataset } from '../datasets/site/description.ts';
import type { DatasetChoice, ScalingName, TableName } from '../training/protocol.ts';
import { featureScaling } from './pixel-scaling.ts';
import { computedTableLines } from './computed-table.ts';
import { pythonInteger } from './python-literals.ts';

/** Data whose files are on somebody's disk: the reader's, or that of who runs the site. */
export type FileDataset = OwnDataset | SiteDataset;

/** Where a program looks for the files, for its instructions. */
export function dataFolderText(dataset: FileDataset): string {
  if (!isSiteDataset(dataset)) return `the folder in which ${dataset.title} lies; without it, this one`;
  return `content/data/${dataset.name} of the site, or a copy; without it, this folder`;
}

/** Modules of Python's own that {@link ownDataLines} needs, beside numpy. */
export function ownDataImports(dataset: FileDataset | TableName): string[] {
  if (typeof dataset === 'string') return [];
  const { source } = dataset;
  return source.type === 'csv' ? ['import csv'] : ['import re', 'from pathlib import Path'];
}

/**
 * Python that leaves `examples` [count, height, width, channels], `targets` [count], `train_rows` and `test_rows`: pixels
 * are bytes, features float32. Files need os, numpy,
 * Pillow for images, and {@link ownDataImports}.
 */
export function ownDataLines(dataset: FileDataset | TableName): string[] {
  if (typeof dataset === 'string') return computedTableLines(dataset);
  const { source, height, width, channels } = dataset;
  const shape = `${height}, ${width}, ${channels}`;
  const classNames = isSiteDataset(dataset) ? dataset.storedClassNames : dataset.classNames;
  const isNumeric = classNames.every((name) => /^-?\d{1,15}$/.test(name));
  const order = isNumeric ? ', key=lambda name: (int(name), name)' : '';
  return [
    ...(source.type === 'csv' ? readCsv(source) : readImages(dataset)),
    '',
    '',
    ...SPLIT,
    '',
    '',
    'numbers, names = read_examples()',
    `class_names = sorted(set(names)${order})`,
    'targets = numpy.array([class_names.index(name) for name in names])',
    'train_rows, test_rows = split(targets)',
    ...(isTable(dataset) ? SCALE_FEATURES : ['examples = numbers.astype("uint8")']),
    `examples = examples.reshape(-1, ${shape})`,
  ];
}

/** How what is stored becomes what the network reads: a Python expression of `images`, and what it is, for a comment. */
export function scaledImages(
  { dataset, scaling }: { readonly dataset: DatasetChoice; readonly scaling: ScalingName },
  bytesToRange: Readonly<Record<ScalingName, string>>,
  toFloat: string,
): { readonly kind: string; readonly scaled: string } {
  if (!isTable(dataset)) return { kind: 'Bytes', scaled: bytesToRange[scaling] };
  return { kind: 'Features', scaled: featureScaling(scaling, toFloat) };
}

function readCsv({ fileName, delimiter, hasHeader, labelColumn, leftOut }: CsvSource): string[] {
  const others = [labelColumn, ...leftOut].toSorted((a, b) => a - b).map(String);
  const number = delimiter === ';' ? 'float(cell.replace(",", "."))' : 'float(cell)';
  return [
    'def read_examples():',
    '    """Numbers [rows, columns] and class names [rows] of the file, in its order."""',
    `    path = os.path.join(os.environ.get("DUET_DATA", "."), ${pythonText(fileName)})`,
    '    with open(path, encoding="utf-8-sig", newline="") as file:',
    `        rows = csv.reader(file, delimiter=${pythonText(delimiter)})`,
    '        rows = [row for row in rows if any(cell.strip() for cell in row)]',
    ...(hasHeader ? ['    rows = rows[1:]  # without the header'] : []),
    `    others = {${others.join(', ')}}  # the label, and what is no feature`,
    '    numbers = [',
    `        [${number} for column, cell in enumerate(row) if column not in others]`,
    '        for row in rows',
    '    ]',
    `    return numpy.array(numbers), [row[${labelColumn}].strip() for row in rows]`,
  ];
}

function readImages(dataset: FileDataset): string[] {
  const { source, width, height, channels } = dataset;
  const folder = source.type === 'images' ? source.folder : '';
  return [
    'def read_examples():',
    '    """Images [count, height, width, channels] and class names [count], in the order of their paths.',
    '',
    isSiteDataset(dataset)
      ? '    Pillow resizes a little otherwise than Duet; images of this size already are the same.'
      : '    Pillow resizes a little otherwise than a browser: losses agree to two digits or three.',
    '    """',
    `    folder = Path(os.environ.get("DUET_DATA", "."), ${pythonText(folder)})`,
    '    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]',
    '    hidden = re.compile(r"(^|/)(\\.|Thumbs\\.db$)")',
    '    paths = sorted(path.as_posix() for path in files if not hidden.search(path.as_posix()))',
    '    in_folders = len({Path(path).parent for path in paths}) > 1',
    '    images, names = [], []',
    '    for path in paths:',
    '        try:',
    '            image = ImageOps.exif_transpose(Image.open(folder / path)).convert("RGBA")',
    '        except OSError:  # no image',
    '            continue',
    '        white = Image.new("RGBA", image.size, "white")',
    `        image = Image.alpha_composite(white, image).resize((${width}, ${height}))`,
    `        images.append(numpy.asarray(image.convert("${channels === 1 ? 'L' : 'RGB'}")))`,
    '        parent = (folder / path).parent.name',
    '        beginning = re.match(r"[^\\d._-]*", Path(path).name).group().strip()',
    '        names.append(parent if in_folders else beginning)',
    '    return numpy.array(images), names',
  ];
}

const SPLIT = [
  'def split(labels):',
  '    """Rows for training and for the test, 4 to 1 within each class, in the order of the page."""',
  '    rows = numpy.arange(len(labels), dtype=numpy.uint64)',
  `    mixed = numpy.argsort(rows * numpy.uint64(${pythonInteger(2_654_435_761)}) % numpy.uint64(2**32))`,
  '    parts = []',
  '    for is_test in (False, True):',
  '        placed = []',
  '        for label in range(labels.max() + 1):',
  '            rows = mixed[labels[mixed] == label]',
  '            rows = rows[(numpy.arange(len(rows)) % 5 == 1) == is_test]',
  '            placed += [((place + 0.5) / len(rows), label, row) for place, row in enumerate(rows)]',
  '        parts.append(numpy.array([row for _, _, row in sorted(placed)]))',
  '    return parts',
];

const SCALE_FEATURES = [
  '# Each column from its range in the training rows to 0..1.',
  'least, largest = numbers[train_rows].min(axis=0), numbers[train_rows].max(axis=0)',
  'spread = numpy.where(largest > least, largest - least, 1)',
  'examples = ((numbers - least) / spread).astype("float32")',
];

/** A text as a Python literal: JSON's escapes are Python's as well. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}
