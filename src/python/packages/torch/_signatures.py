"""
The names of arguments in PyTorch 2.13, by which a name that is not there is refused.

The dialect takes arguments by name in one object, and passes over what it does not know.
"""

import difflib

LAYERS = {
    "AdaptiveAvgPool1d": "output_size",
    "AdaptiveAvgPool2d": "output_size",
    "AdaptiveMaxPool2d": "output_size return_indices",
    "AvgPool1d": "kernel_size stride padding ceil_mode count_include_pad",
    "AvgPool2d": "kernel_size stride padding ceil_mode count_include_pad divisor_override",
    "BCELoss": "weight size_average reduce reduction",
    "BCEWithLogitsLoss": "weight size_average reduce reduction pos_weight",
    "BatchNorm1d": "num_features eps momentum affine track_running_stats device dtype bias",
    "BatchNorm2d": "num_features eps momentum affine track_running_stats device dtype bias",
    "Bilinear": "in1_features in2_features out_features bias device dtype",
    "CELU": "alpha inplace",
    "Conv1d": "in_channels out_channels kernel_size stride padding dilation groups bias padding_mode device dtype",
    "Conv2d": "in_channels out_channels kernel_size stride padding dilation groups bias padding_mode device dtype",
    "ConvTranspose2d": "in_channels out_channels kernel_size stride padding output_padding groups bias dilation "
    "padding_mode device dtype",
    "CosineEmbeddingLoss": "margin size_average reduce reduction",
    "CrossEntropyLoss": "weight size_average ignore_index reduce reduction label_smoothing",
    "Dropout": "p inplace",
    "Dropout2d": "p inplace",
    "ELU": "alpha inplace",
    "Embedding": "num_embeddings embedding_dim padding_idx max_norm norm_type scale_grad_by_freq sparse _weight "
    "_freeze device dtype",
    "Flatten": "start_dim end_dim",
    "GELU": "approximate",
    "GLU": "dim",
    "GroupNorm": "num_groups num_channels eps affine device dtype bias",
    "Hardshrink": "lambd",
    "Hardsigmoid": "inplace",
    "Hardswish": "inplace",
    "Hardtanh": "min_val max_val inplace min_value max_value",
    "HingeEmbeddingLoss": "margin size_average reduce reduction",
    "HuberLoss": "reduction delta",
    "InstanceNorm2d": "num_features eps momentum affine track_running_stats device dtype bias",
    "KLDivLoss": "size_average reduce reduction log_target",
    "L1Loss": "size_average reduce reduction",
    "LayerNorm": "normalized_shape eps elementwise_affine bias device dtype",
    "LazyConv2d": "out_channels kernel_size stride padding dilation groups bias padding_mode device dtype",
    "LazyLinear": "out_features bias device dtype",
    "LeakyReLU": "negative_slope inplace",
    "Linear": "in_features out_features bias device dtype",
    "LogSoftmax": "dim",
    "MSELoss": "size_average reduce reduction",
    "MarginRankingLoss": "margin size_average reduce reduction",
    "MaxPool1d": "kernel_size stride padding dilation return_indices ceil_mode",
    "MaxPool2d": "kernel_size stride padding dilation return_indices ceil_mode",
    "Mish": "inplace",
    "ModuleDict": "modules",
    "ModuleList": "modules",
    "NLLLoss": "weight size_average ignore_index reduce reduction",
    "PReLU": "num_parameters init device dtype",
    "ParameterList": "values",
    "ReLU": "inplace",
    "ReLU6": "inplace",
    "SELU": "inplace",
    "SiLU": "inplace",
    "SmoothL1Loss": "size_average reduce reduction beta",
    "Softmax": "dim",
    "Softmin": "dim",
    "Softplus": "beta threshold",
    "Softshrink": "lambd",
    "Threshold": "threshold value inplace",
    "Unflatten": "dim unflattened_size",
    "Upsample": "size scale_factor mode align_corners recompute_scale_factor",
}
OPTIMIZERS = {
    "Adadelta": "params lr rho eps weight_decay foreach capturable maximize differentiable",
    "Adagrad": "params lr lr_decay weight_decay initial_accumulator_value eps foreach maximize differentiable fused",
    "Adam": "params lr betas eps weight_decay amsgrad foreach maximize capturable differentiable fused "
    "decoupled_weight_decay",
    "AdamW": "params lr betas eps weight_decay amsgrad maximize foreach capturable differentiable fused",
    "RMSprop": "params lr alpha eps weight_decay momentum centered capturable foreach maximize differentiable",
    "SGD": "params lr momentum dampening weight_decay nesterov maximize foreach differentiable fused",
}
SCHEDULERS = {
    "ChainedScheduler": "schedulers optimizer",
    "ConstantLR": "optimizer factor total_iters last_epoch",
    "CosineAnnealingLR": "optimizer T_max eta_min last_epoch",
    "CosineAnnealingWarmRestarts": "optimizer T_0 T_mult eta_min last_epoch",
    "CyclicLR": "optimizer base_lr max_lr step_size_up step_size_down mode gamma scale_fn scale_mode cycle_momentum "
    "base_momentum max_momentum last_epoch",
    "ExponentialLR": "optimizer gamma last_epoch",
    "LRScheduler": "optimizer last_epoch",
    "LambdaLR": "optimizer lr_lambda last_epoch",
    "LinearLR": "optimizer start_factor end_factor total_iters last_epoch",
    "MultiStepLR": "optimizer milestones gamma last_epoch",
    "MultiplicativeLR": "optimizer lr_lambda last_epoch",
    "OneCycleLR": "optimizer max_lr total_steps epochs steps_per_epoch pct_start anneal_strategy cycle_momentum "
    "base_momentum max_momentum div_factor final_div_factor three_phase last_epoch",
    "PolynomialLR": "optimizer total_iters power last_epoch",
    "ReduceLROnPlateau": "optimizer mode factor patience threshold threshold_mode cooldown min_lr eps",
    "SequentialLR": "optimizer schedulers milestones last_epoch",
    "StepLR": "optimizer step_size gamma last_epoch",
}
FUNCTIONS = {
    "adaptive_avg_pool2d": "input output_size",
    "batch_norm": "input running_mean running_var weight bias training momentum eps",
    "binary_cross_entropy": "input target weight size_average reduce reduction",
    "binary_cross_entropy_with_logits": "input target weight size_average reduce reduction pos_weight",
    "celu": "input alpha inplace",
    "cosine_embedding_loss": "input1 input2 target margin size_average reduce reduction",
    "cross_entropy": "input target weight size_average ignore_index reduce reduction label_smoothing",
    "dropout": "input p training inplace",
    "dropout2d": "input p training inplace",
    "elu": "input alpha inplace",
    "embedding": "input weight padding_idx max_norm norm_type scale_grad_by_freq sparse",
    "glu": "input dim",
    "group_norm": "input num_groups weight bias eps",
    "hardsigmoid": "input inplace",
    "hardswish": "input inplace",
    "hardtanh": "input min_val max_val inplace",
    "hinge_embedding_loss": "input target margin size_average reduce reduction",
    "huber_loss": "input target reduction delta weight",
    "instance_norm": "input running_mean running_var weight bias use_input_stats momentum eps",
    "interpolate": "input size scale_factor mode align_corners recompute_scale_factor antialias",
    "kl_div": "input target size_average reduce reduction log_target",
    "l1_loss": "input target size_average reduce reduction weight",
    "layer_norm": "input normalized_shape weight bias eps",
    "leaky_relu": "input negative_slope inplace",
    "log_softmax": "input dim _stacklevel dtype",
    "margin_ranking_loss": "input1 input2 target margin size_average reduce reduction",
    "max_pool2d_with_indices": "input kernel_size stride padding dilation ceil_mode return_indices",
    "mish": "input inplace",
    "mse_loss": "input target size_average reduce reduction weight",
    "nll_loss": "input target weight size_average ignore_index reduce reduction",
    "normalize": "input p dim eps out",
    "pad": "input pad mode value",
    "relu": "input inplace",
    "relu6": "input inplace",
    "selu": "input inplace",
    "sigmoid": "input",
    "silu": "input inplace",
    "smooth_l1_loss": "input target size_average reduce reduction beta",
    "softmax": "input dim _stacklevel dtype",
    "softmin": "input dim _stacklevel dtype",
    "softsign": "input",
    "tanh": "input",
    "tanhshrink": "input",
    "threshold": "input threshold value inplace",
}
_NOT_HERE = ("return_indices", "sparse")


def require_known(table, name, keywords, called=None):
    """
    Refuses an argument by a name that PyTorch does not know, or that is not in the browser yet.

    :param called: what Python's message calls the function
    """
    if not keywords or name not in table:
        return
    known = table[name].split()
    for keyword, value in keywords.items():
        if keyword not in known:
            error = TypeError(f"{called or name}() got an unexpected keyword argument {keyword!r}")
            nearest = difflib.get_close_matches(keyword, known, n=3, cutoff=0.4)
            error.add_note(f"Names here: {', '.join(nearest or known)}.")
            raise error
        if keyword in _NOT_HERE and value:
            raise NotImplementedError(f"{name}: {keyword}={value} is not in the browser yet.")
