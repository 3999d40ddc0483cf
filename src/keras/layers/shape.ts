import type { Shape } from '@tensorflow/tfjs-layers';
import { at } from '../utils/lists.ts';

/** The shape of the one input, [batch, ...], null where a length is open. */
export function oneShape(shape: Shape | Shape[]): Shape {
  return isShapeList(shape) ? at(shape, 0) : shape;
}

/** The shapes of all inputs. */
export function allShapes(shape: Shape | Shape[]): Shape[] {
  return isShapeList(shape) ? shape : [shape];
}

function isShapeList(shape: Shape | Shape[]): shape is Shape[] {
  return Array.isArray(shape[0]);
}
