/** Activation functions as modules: those without options of their own. */
import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import * as functional from '../functional/activation.ts';
import { Module } from '../module.ts';

export interface InPlaceParameters {
  /** Whether the input itself is changed, to save memory. */
  readonly inplace?: boolean;
}

type InPlaceArguments = Arguments<InPlaceParameters, ['inplace']>;

/** What activations that can work in place share. */
abstract class InPlaceActivation extends Module {
  readonly inplace: boolean;

  constructor(...values: InPlaceArguments) {
    super();
    this.inplace = bindArguments<InPlaceParameters>(['inplace'], values).inplace ?? false;
  }

  override extraRepr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}

/**
 * max(x, 0), element by element, as torch.nn.ReLU. Call: `new ReLU({ inplace })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html
 */
export class ReLU extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.relu(x, this.inplace);
  }
}

/** min(max(x, 0), 6), as torch.nn.ReLU6. @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU6.html */
export class ReLU6 extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.relu6(x, this.inplace);
  }
}

/**
 * As torch.nn.SELU: an ELU scaled so that layers of it keep mean 0 and variance 1.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.SELU.html
 */
export class SELU extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.selu(x, this.inplace);
  }
}

/** x · sigmoid(x), as torch.nn.SiLU. @source https://docs.pytorch.org/docs/stable/generated/torch.nn.SiLU.html */
export class SiLU extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.silu(x, this.inplace);
  }
}

/**
 * x · tanh(softplus(x)), as torch.nn.Mish.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Mish.html
 */
export class Mish extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.mish(x, this.inplace);
  }
}

/**
 * A sigmoid of straight lines, as torch.nn.Hardsigmoid.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html
 */
export class Hardsigmoid extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.hardsigmoid(x, this.inplace);
  }

  /** PyTorch prints nothing of it. */
  override extraRepr(): string {
    return '';
  }
}

/**
 * x · hardsigmoid(x), as torch.nn.Hardswish.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardswish.html
 */
export class Hardswish extends InPlaceActivation {
  override forward(x: Tensor): Tensor {
    return functional.hardswish(x, this.inplace);
  }

  /** PyTorch prints nothing of it. */
  override extraRepr(): string {
    return '';
  }
}

/** 1 / (1 + e^-x), as torch.nn.Sigmoid. @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return functional.sigmoid(x);
  }
}

/** Hyperbolic tangent, as torch.nn.Tanh. @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return functional.tanh(x);
  }
}

/**
 * x - tanh(x), as torch.nn.Tanhshrink.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanhshrink.html
 */
export class Tanhshrink extends Module {
  override forward(x: Tensor): Tensor {
    return functional.tanhshrink(x);
  }
}

/**
 * x / (1 + |x|), as torch.nn.Softsign.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Softsign.html
 */
export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return functional.softsign(x);
  }
}

/**
 * log(sigmoid(x)), as torch.nn.LogSigmoid.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSigmoid.html
 */
export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return functional.logsigmoid(x);
  }
}
