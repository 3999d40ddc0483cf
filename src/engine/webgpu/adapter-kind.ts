/** What runs the shaders: a GPU, or a renderer on the processor, which wants other kernels. */
export type AdapterKind = 'hardware' | 'software';
