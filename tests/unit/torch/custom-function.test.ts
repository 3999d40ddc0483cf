import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** x³, with a backward that can itself be differentiated. */
class Cube extends torch.autograd.Function {
  static override forward(ctx: Cube, x: torch.Tensor): torch.Tensor {
    ctx.saveForBackward(x);
    return x.pow(3);
  }

  static override backward(ctx: Cube, gradient: torch.Tensor): torch.Tensor | null {
    const [x] = ctx.savedTensors;
    return x ? gradient.mul(x.square()).mul(3) : null;
  }
}

/** x · factor and x + y, whose gradients are wrong on purpose: they show that backward is asked. */
class Scaled extends torch.autograd.Function {
  factor = 1;

  static override forward(ctx: Scaled, x: torch.Tensor, factor: number, y: torch.Tensor): torch.Tensor[] {
    ctx.factor = factor;
    return [x.mul(factor), x.add(y)];
  }

  static override backward(ctx: Scaled, ofScaled: torch.Tensor, ofSum: torch.Tensor): (torch.Tensor | null)[] {
    return [ofScaled.mul(ctx.factor).add(100), null, ofSum];
  }
}

function leaf(...values: number[]): torch.Tensor {
  return torch.tensor(values, { requiresGrad: true });
}

describe('a subclass of autograd.Function', () => {
  test('computes, is a node of its name, and its backward gives the gradient', async () => {
    const x = leaf(1, 2, -3);
    const y = Cube.apply(x);
    expect(await y.tolist()).toEqual([1, 8, -27]);
    expect(y.gradFn?.name).toBe('CubeBackward');
    expect(String(y)).toBe('tensor([  1.,   8., -27.], grad_fn=<CubeBackward>)');
    y.sum().backward();
    expect(await x.grad?.tolist()).toEqual([3, 12, 27]);
  });

  test('can be differentiated twice', async () => {
    const x = leaf(2);
    const [first] = torch.autograd.grad(Cube.apply(x).sum(), x, { createGraph: true });
    const [second] = torch.autograd.grad(first?.sum() ?? [], x);
    expect(await second?.tolist()).toEqual([12]);
  });

  test('takes arguments that are no tensors, gives several outputs, and gets zeros for one that nothing used', async () => {
    const [x, y] = [leaf(1, 2), leaf(3, 4)];
    const [scaled] = Scaled.apply(x, 5, y);
    scaled?.sum().backward();
    expect(await x.grad?.tolist()).toEqual([105, 105]);
    expect(await y.grad?.tolist()).toEqual([0, 0]);
    expect(scaled?.gradFn?.nextFunctions.length).toBe(2);
  });

  test('records nothing inside of noGrad, nor of inputs that require no gradient', () => {
    expect(torch.noGrad(() => Cube.apply(leaf(1))).requiresGrad).toBe(false);
    expect(Cube.apply(torch.ones(2)).requiresGrad).toBe(false);
  });

  test('gives an input that it returns a history of its own', async () => {
    class Reverse extends torch.autograd.Function {
      static override forward(_: Reverse, x: torch.Tensor): torch.Tensor {
        return x;
      }
      static override backward(_: Reverse, gradient: torch.Tensor): torch.Tensor {
        return gradient.neg();
      }
    }
    const x = leaf(1, 2);
    Reverse.apply(x).sum().backward();
    expect(x.isLeaf).toBe(true);
    expect(await x.grad?.tolist()).toEqual([-1, -1]);
  });

  test('says what an input needs, and leaves outputs out that are marked', async () => {
    const needed: (readonly boolean[])[] = [];
    class Sign extends torch.autograd.Function {
      static override forward(ctx: Sign, x: torch.Tensor, y: torch.Tensor): torch.Tensor[] {
        const outputs = [x.sign(), x.mul(y)] as const;
        ctx.markNonDifferentiable(outputs[0]);
        return [...outputs];
      }
      static override backward(ctx: Sign, ofSign: torch.Tensor, gradient: torch.Tensor): torch.Tensor[] {
        needed.push(ctx.needsInputGrad);
        return [gradient.add(ofSign), gradient];
      }
    }
    const x = leaf(2);
    const [sign, product] = Sign.apply(x, torch.ones(1));
    expect([sign?.requiresGrad, product?.requiresGrad]).toEqual([false, true]);
    product?.sum().backward();
    expect(await x.grad?.tolist()).toEqual([1]);
    expect(needed).toEqual([[true, false]]);
  });

  test('raises PyTorch’s errors', () => {
    class Nothing extends torch.autograd.Function {}
    class OneWay extends torch.autograd.Function {
      static override forward(_: OneWay, x: torch.Tensor): torch.Tensor {
        return x.mul(1);
      }
    }
    class TooFew extends torch.autograd.Function {
      static override forward(_: TooFew, x: torch.Tensor, y: torch.Tensor): torch.Tensor {
        return x.mul(y);
      }
      static override backward(_: TooFew, gradient: torch.Tensor): torch.Tensor {
        return gradient;
      }
    }
    expect(() => Nothing.forward()).toThrow(torch.NotImplementedError);
    expect(() => OneWay.apply(leaf(1)).sum().backward()).toThrow('You must implement either the backward or vjp');
    expect(() => TooFew.apply(leaf(1), leaf(2)).sum().backward()).toThrow('(expected 2, got 1)');
    const y = Cube.apply(leaf(1)).sum();
    y.backward();
    expect(() => y.backward()).toThrow('backward through the graph a second time');
  });
});
