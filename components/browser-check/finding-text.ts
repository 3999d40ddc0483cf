import type { AdapterDescription, BackendFinding, BrowserReport } from '../../src/training/protocol.ts';
import { backendLabels } from '../experiment/backends.ts';

/** What a backend is found to be, in two cells: whether it runs here, and on what. */
export function findingCells(finding: BackendFinding): readonly [runs: string, on: string] {
  if ('missing' in finding) return ['no', `${finding.missing}.`];
  const { backend, adapter, isHardware } = finding;
  if (backend === 'wasm') return ['yes', 'your processor, on one core'];
  const named = adapter || 'an adapter without a name';
  return isHardware ? ['yes', `a GPU: ${named}`] : ['slowly', `software that stands in for a GPU: ${named}`];
}

/** What networks train on here, and what that means, in a sentence or two. */
export function findingSummary({ backends, cores }: Pick<BrowserReport, 'backends' | 'cores'>): string {
  const gpu = backends.find((finding) => finding.backend !== 'wasm' && 'isHardware' in finding && finding.isHardware);
  const processor = `Your processor has ${cores} ${cores === 1 ? 'core' : 'cores'} for the browser.`;
  if (gpu)
    return `${backendLabels[gpu.backend]} reaches a real GPU here, and every experiment takes it by itself. ${processor}`;
  const software = backends.some((finding) => 'isHardware' in finding && finding.backend !== 'wasm');
  const why = software
    ? 'There is no real GPU behind WebGPU or WebGL here, only software that imitates one: correct, and slow.'
    : 'Neither WebGPU nor WebGL runs here.';
  return `${why} Experiments take WASM, which computes on your processor. All of them work; the larger ones take their time. ${processor}`;
}

/** What WebGPU says of its adapter, as rows of name, value and meaning. */
export function adapterRows(adapter: AdapterDescription): readonly (readonly [string, string, string])[] {
  const { vendor, architecture, description, limits, features } = adapter;
  const hidden = 'not told';
  return [
    ['vendor', vendor || hidden, 'who made it'],
    ['architecture', architecture || hidden, 'its family'],
    ['description', description || hidden, 'its name; many browsers keep it to themselves'],
    ['maxBufferSize', bytesText(limits.maxBufferSize), 'the largest piece of memory'],
    [
      'maxStorageBufferBindingSize',
      bytesText(limits.maxStorageBufferBindingSize),
      'the largest tensor a kernel can use',
    ],
    [
      'maxComputeInvocationsPerWorkgroup',
      String(limits.maxComputeInvocationsPerWorkgroup),
      'threads that can share memory',
    ],
    ['maxComputeWorkgroupStorageSize', bytesText(limits.maxComputeWorkgroupStorageSize), 'the memory that they share'],
    ['shader-f16', features.includes('shader-f16') ? 'yes' : 'no', 'numbers of 16 bits in kernels'],
    ['subgroups', features.includes('subgroups') ? 'yes' : 'no', 'threads that hand numbers to each other'],
    ['timestamp-query', features.includes('timestamp-query') ? 'yes' : 'no', 'a clock on the device'],
  ];
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'] as const;
const STEP = 1024;

/** Bytes in the largest unit of which there is at least one. */
function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / Math.log2(STEP))));
  return `${Number((bytes / STEP ** power).toPrecision(3))} ${UNITS[power] ?? ''}`;
}
