"""Layers: outputs, gradients of inputs and weights, weights' names and shapes, arguments by default, states after a call."""

import tensorflow as tf
from keras_case import REDUCTION, Numbers, build, config_of, label, set_weights


def layer(kind, *shapes, training=False, integers=None, note="", frozen=False, **keywords):
    numbers = Numbers(len(kind) * 31 + len(shapes) * 7 + len(keywords))
    made = build([kind, keywords])
    config = config_of(made)
    inputs = [
        tf.constant(numbers.integers(integers, *shape)) if integers else tf.Variable(numbers.normal(*shape))
        for shape in shapes
    ]
    given = inputs[0] if len(inputs) == 1 else inputs
    made.build(shapes[0] if len(shapes) == 1 else list(shapes))
    weights = set_weights(made, numbers)
    made.trainable = not frozen
    case = {
        "name": label(kind, keywords) + (" while training" if training else "") + (" frozen" if frozen else "") + note,
        "class": kind,
        "keywords": keywords,
        "inputs": [numpy_of(each) for each in inputs],
        "weights": weights,
        "training": training,
        "frozen": frozen,
        "tolerance": REDUCTION,
        "weight_names": [weight.name for weight in made.weights],
        "trainable_count": len(made.trainable_weights),
        "params": made.count_params(),
        "config": config,
    }
    with tf.GradientTape() as tape:
        outputs = made(given, training=training) if training else made(given)
        several = list(outputs) if isinstance(outputs, list | tuple) else [outputs]
        factors = [numbers.normal(*output.shape) for output in several]
        total = tf.add_n([tf.reduce_sum(output * factor) for output, factor in zip(several, factors)])
    sources = [] if integers else inputs
    variables = made.trainable_variables
    gradients = tape.gradient(total, [*sources, *[variable.value for variable in variables]])
    return case | {
        "outputs": several,
        "output_gradients": factors,
        "gradients": [tf.convert_to_tensor(gradient) for gradient in gradients],
        "weights_after": [weight.numpy() for weight in made.weights],
    }


def numpy_of(value):
    return value.numpy()


def cases():
    image, sequence = (2, 6, 5, 3), (2, 7, 3)
    return [
        layer("Dense", (3, 4), units=5),
        layer("Dense", (3, 4), units=2, activation="relu", use_bias=False),
        layer("Dense", (2, 3, 4), units=3, activation="softmax"),
        *[
            layer("Activation", (3, 4), activation=name)
            for name in [
                "relu", "leaky_relu", "relu6", "softmax", "log_softmax", "elu", "selu", "softplus", "softsign", "silu",
                "gelu", "tanh", "sigmoid", "exponential", "hard_sigmoid", "hard_silu", "mish", "linear",
            ]
        ],  # fmt: skip
        layer("ReLU", (3, 4)),
        layer("ReLU", (3, 4), max_value=1.0, negative_slope=0.1, threshold=0.2),
        layer("LeakyReLU", (3, 4)),
        layer("LeakyReLU", (3, 4), negative_slope=0.05),
        layer("PReLU", (3, 4)),
        layer("PReLU", image, shared_axes=[1, 2]),
        layer("ELU", (3, 4)),
        layer("ELU", (3, 4), alpha=0.5),
        layer("Softmax", (3, 4)),
        layer("Softmax", (2, 3, 4), axis=1),
        layer("Flatten", image),
        layer("Reshape", (2, 12), target_shape=[3, 4]),
        layer("Reshape", (2, 12), target_shape=[2, -1]),
        layer("Permute", (2, 3, 4), dims=[2, 1]),
        layer("RepeatVector", (2, 3), n=4),
        layer("Dropout", (2, 3), rate=0.5),
        layer("GaussianNoise", (2, 3), stddev=0.5),
        layer("Rescaling", (2, 3), scale=0.5, offset=-1.0),
        layer("Embedding", (2, 5), integers=6, input_dim=6, output_dim=3),
        layer("Conv1D", sequence, filters=4, kernel_size=3),
        layer("Conv1D", sequence, filters=4, kernel_size=3, strides=2, padding="same", activation="tanh"),
        layer("Conv1D", sequence, filters=2, kernel_size=3, dilation_rate=2),
        layer("Conv2D", image, filters=4, kernel_size=3),
        layer("Conv2D", image, filters=2, kernel_size=[3, 2], padding="same", activation="relu"),
        layer("Conv2D", image, filters=2, kernel_size=3, strides=2, padding="same", use_bias=False),
        layer("Conv2D", image, filters=2, kernel_size=2, strides=[2, 1]),
        layer("Conv2D", (2, 7, 7, 3), filters=2, kernel_size=3, dilation_rate=2),
        layer("Conv2D", (2, 7, 7, 3), filters=2, kernel_size=3, dilation_rate=[1, 2], padding="same"),
        layer("Conv2D", (2, 5, 5, 4), filters=6, kernel_size=3, groups=2),
        layer("Conv2DTranspose", (2, 3, 4, 3), filters=2, kernel_size=3),
        layer("Conv2DTranspose", (2, 3, 4, 3), filters=2, kernel_size=3, strides=2, padding="same"),
        layer("Conv2DTranspose", (2, 3, 4, 3), filters=2, kernel_size=2, strides=[2, 2]),
        layer("DepthwiseConv2D", image, kernel_size=3),
        layer("DepthwiseConv2D", image, kernel_size=3, depth_multiplier=2, padding="same", strides=2),
        layer("DepthwiseConv2D", (2, 7, 7, 2), kernel_size=3, dilation_rate=2),
        layer("SeparableConv2D", image, filters=4, kernel_size=3),
        layer("SeparableConv2D", image, filters=3, kernel_size=2, depth_multiplier=2, padding="same", activation="relu"),
        layer("Conv1D", sequence, filters=2, kernel_size=3, padding="causal", dilation_rate=2),
        layer("Conv1DTranspose", (2, 3, 2), filters=2, kernel_size=3, strides=2),
        layer("Conv2DTranspose", (1, 3, 2, 2), filters=2, kernel_size=2, strides=3, padding="same"),
        layer("Conv2DTranspose", (1, 3, 2, 2), filters=1, kernel_size=3, strides=2, padding="same", output_padding=1),
        layer("DepthwiseConv1D", (2, 5, 2), kernel_size=3, depth_multiplier=2, padding="same"),
        layer("DepthwiseConv2D", (1, 2, 5, 5), kernel_size=3, data_format="channels_first"),
        layer("SeparableConv1D", (2, 5, 2), filters=3, kernel_size=2, strides=2),
        layer("MaxPooling2D", (1, 2, 4, 5), data_format="channels_first"),
        layer("AveragePooling2D", (1, 2, 4, 5), pool_size=2, padding="same", data_format="channels_first"),
        layer("GlobalAveragePooling2D", (2, 3, 2, 2), data_format="channels_first"),
        layer("GlobalMaxPooling1D", (2, 3, 2), keepdims=True, data_format="channels_first"),
        layer("Flatten", (2, 3, 2, 2), data_format="channels_first"),
        layer("MaxPooling1D", sequence),
        layer("MaxPooling1D", sequence, pool_size=3, strides=2, padding="same"),
        layer("MaxPooling2D", image),
        layer("MaxPooling2D", image, pool_size=3, strides=1),
        layer("MaxPooling2D", image, pool_size=[2, 3], padding="same"),
        layer("AveragePooling1D", sequence, pool_size=2),
        layer("AveragePooling2D", image, pool_size=2),
        layer("AveragePooling2D", image, pool_size=3, strides=2, padding="same"),
        layer("GlobalAveragePooling1D", sequence),
        layer("GlobalAveragePooling2D", image, keepdims=True),
        layer("GlobalAveragePooling2D", image),
        layer("GlobalMaxPooling1D", sequence),
        layer("GlobalMaxPooling2D", image),
        layer("BatchNormalization", (4, 3)),
        layer("BatchNormalization", (4, 3), training=True),
        layer("BatchNormalization", image, training=True, momentum=0.9, epsilon=0.01),
        layer("BatchNormalization", (4, 3), training=True, center=False),
        layer("BatchNormalization", (4, 3), training=True, scale=False),
        layer("BatchNormalization", (4, 3), training=True, center=False, scale=False),
        layer("BatchNormalization", (4, 3), training=True, frozen=True),
        layer("BatchNormalization", (2, 3, 4), training=True, axis=1),
        layer("LayerNormalization", (3, 5)),
        layer("LayerNormalization", (2, 3, 4), axis=[1, 2], center=False),
        layer("GroupNormalization", (2, 2, 2, 4), groups=2),
        layer("GroupNormalization", (2, 4), groups=-1, scale=False),
        layer("UnitNormalization", (2, 3, 2), axis=[1, 2]),
        layer("RMSNormalization", (3, 4)),
        layer("ZeroPadding1D", (1, 2, 3), padding=[1, 3]),
        layer("ZeroPadding2D", (1, 2, 3, 2), data_format="channels_first"),
        layer("Cropping1D", (1, 5, 2), cropping=[1, 2]),
        layer("Cropping2D", (1, 4, 5, 2), cropping=[[1, 0], [2, 1]]),
        layer("UpSampling1D", (1, 2, 2), size=3),
        layer("UpSampling2D", (1, 2, 2, 2), data_format="channels_first"),
        layer("Identity", (2, 3)),
        layer("SpatialDropout1D", (2, 3, 2), rate=0.5),
        layer("GaussianDropout", (2, 3), rate=0.5),
        layer("AlphaDropout", (2, 3), rate=0.5),
        layer("Masking", (2, 3, 2), mask_value=0.5),
        layer("Softmax", (2, 2, 3), axis=[1, 2]),
        layer("ZeroPadding2D", (1, 2, 3, 2)),
        layer("ZeroPadding2D", (1, 2, 3, 2), padding=[[0, 1], [2, 0]]),
        layer("UpSampling2D", (1, 2, 3, 2)),
        layer("UpSampling2D", (1, 2, 3, 2), size=[2, 3]),
        layer("UpSampling2D", (1, 3, 3, 2), interpolation="bilinear"),
        *[layer(kind, (2, 3), (2, 3), (2, 3)) for kind in ["Add", "Multiply", "Average", "Maximum", "Minimum"]],
        layer("Add", (2, 4, 3), (2, 1, 3), note=" of [2, 4, 3] and [2, 1, 3]"),
        layer("Maximum", (2, 3, 1), (2, 1, 2), note=" of [2, 3, 1] and [2, 1, 2]"),
        layer("Minimum", (2, 1), (2, 3), note=" of [2, 1] and [2, 3]"),
        layer("Subtract", (2, 3), (2, 3)),
        layer("Concatenate", (2, 3), (2, 2)),
        layer("Concatenate", (2, 3, 2), (2, 1, 2), axis=1),
        layer("Dot", (2, 3), (2, 3), axes=1),
        layer("Dot", (2, 3, 4), (2, 4, 5), axes=[2, 1]),
        layer("Dot", (2, 3), (2, 3), axes=-1, normalize=True),
        layer("SimpleRNN", sequence, units=4),
        layer("SimpleRNN", sequence, units=4, return_sequences=True, go_backwards=True),
        layer("LSTM", sequence, units=3),
        layer("LSTM", sequence, units=3, return_sequences=True, return_state=True),
        layer("LSTM", sequence, units=2, use_bias=False, recurrent_activation="hard_sigmoid", activation="relu"),
        layer("GRU", sequence, units=3),
        layer("GRU", sequence, units=3, reset_after=False, return_sequences=True),
        layer("GRU", sequence, units=3, return_state=True),
        layer("Bidirectional", sequence, layer=["LSTM", {"units": 3, "return_sequences": True}]),
        layer("Bidirectional", sequence, layer=["GRU", {"units": 2}], merge_mode="sum"),
        layer("TimeDistributed", sequence, layer=["Dense", {"units": 2, "activation": "tanh"}]),
        layer("SimpleRNN", (2, 1, 3), units=2, note=" of one step"),
        layer("TimeDistributed", (3, 2, 2), layer=["BatchNormalization", {}], training=True),
    ]
