/** The terms of the field, in our own words, with the names that the two frameworks have for them. By theme, not by letter. */
import { kerasPage, tensorflowName, torchName, torchPage, type GlossaryEntry } from './glossary-entry.ts';

const conv2d = 'layers/convolution_layers/convolution2d';
const training = 'models/model_training_apis';

export const terms = {
  // ---- Tensors ----
  tensor: {
    definition:
      'A block of numbers of one type, arranged along any number of axes. All that a network reads, holds and returns is one.',
    torch: torchPage('tensors.html', 'torch.Tensor'),
    keras: tensorflowName('tf.Tensor'),
  },
  shape: {
    definition: 'The length of each axis of a tensor, such as `[32, 28, 28]` for 32 grey images of 28 by 28 pixels.',
    torch: torchName('torch.Tensor.size', 'x.shape'),
    keras: tensorflowName('tf.Tensor', 'x.shape'),
  },
  axis: {
    definition:
      'One of the directions in which a tensor extends, counted from 0. Negative numbers count from the end: −1 is the last axis.',
    torch: torchName('torch.sum', 'dim='),
    keras: tensorflowName('tf.math.reduce_sum', 'axis='),
  },
  rank: {
    definition:
      'How many axes a tensor has: 0 for a single number, 1 for a row of numbers, 2 for a matrix. Not the rank of a matrix in algebra.',
    torch: torchName('torch.Tensor.dim', 'x.ndim'),
    keras: tensorflowName('tf.rank', 'x.ndim'),
  },
  dtype: {
    definition:
      'The type of all numbers of a tensor, such as `float32` or `int64`. It decides how much memory they take and how exact they are.',
    torch: torchPage('tensor_attributes.html', 'torch.dtype'),
    keras: tensorflowName('tf.dtypes.DType', 'tf.DType'),
  },
  broadcasting: {
    definition:
      'How tensors of different shapes are combined cell by cell: axes are lined up from the last one, and an axis of length 1 is repeated to fit the other.',
    torch: torchPage('notes/broadcasting.html', 'torch.broadcast_to'),
    keras: tensorflowName('tf.broadcast_to'),
  },
  reduction: {
    definition:
      'An operation that folds one or more axes into a single value each, such as a sum, a mean or a maximum.',
    torch: torchName('torch.sum', 'torch.sum, torch.mean'),
    keras: tensorflowName('tf.math.reduce_sum', 'tf.reduce_sum, tf.reduce_mean'),
  },
  'matrix-multiplication': {
    definition:
      'Combines an n × k and a k × m matrix into an n × m one: each cell is a row of the first times a column of the second, added up. Written `a @ b`.',
    torch: torchName('torch.matmul'),
    keras: tensorflowName('tf.linalg.matmul', 'tf.matmul'),
  },
  view: {
    definition:
      'A tensor that shares the memory of another, with another shape or order of axes. A change of one is seen in the other.',
    torch: torchPage('tensor_view.html', 'x.view()'),
    keras: null,
  },
  strides: {
    definition:
      'How many numbers in memory lie between neighbours along each axis. A transposed view has the strides of its base in another order.',
    torch: torchName('torch.Tensor.stride', 'x.stride()'),
    keras: null,
  },
  'channels-first': {
    term: 'channels first',
    definition:
      'Images laid out as batch, channels, height, width (NCHW): all red values, then all green ones, then all blue ones. PyTorch expects it.',
    torch: torchName('torch.nn.Conv2d', '(N, C, H, W)'),
    keras: kerasPage(conv2d, 'data_format="channels_first"'),
  },
  'channels-last': {
    term: 'channels last',
    definition:
      'Images laid out as batch, height, width, channels (NHWC): the colours of one pixel lie side by side. Keras expects it unless told otherwise.',
    torch: torchPage('tensor_attributes.html', 'torch.channels_last'),
    keras: kerasPage(conv2d, 'data_format="channels_last"'),
  },
  device: {
    definition:
      'The processor that holds a tensor and computes with it, such as `cpu` or a GPU. Tensors that meet in one operation have to be on the same one.',
    torch: torchPage('tensor_attributes.html', 'torch.device'),
    keras: tensorflowName('tf.device'),
  },
  backend: {
    definition:
      'The engine that does the arithmetic below a library. Keras computes with TensorFlow, JAX or PyTorch; this site with WebGPU, WebGL or WASM.',
    torch: torchPage('backends.html', 'torch.backends'),
    keras: kerasPage('utils/config_utils', 'keras.config.backend()'),
  },

  // ---- Gradients ----
  gradient: {
    definition:
      'For each number that a result depends on, how fast the result changes when that number grows a little. It points uphill, so training steps against it.',
    torch: torchName('torch.Tensor.grad', 'x.grad'),
    keras: tensorflowName('tf.GradientTape', 'tape.gradient()'),
  },
  'automatic-differentiation': {
    definition:
      'Computing exact gradients by recording each operation and applying the chain rule to the record, step by step from the result back to the inputs.',
    torch: torchPage('autograd.html', 'torch.autograd'),
    keras: tensorflowName('tf.GradientTape'),
  },
  'computational-graph': {
    definition: 'The record of a computation: its values and which operation made each of them out of which others.',
    torch: torchPage('notes/autograd.html', 'x.grad_fn'),
    keras: tensorflowName('tf.Graph'),
  },
  'chain-rule': {
    definition:
      'The derivative of a chain of functions is the product of their derivatives. It is the one rule that backpropagation repeats.',
    torch: torchPage('notes/autograd.html', 'torch.autograd'),
    keras: tensorflowName('tf.GradientTape'),
  },
  'forward-pass': {
    definition: 'Sending inputs through the layers, first to last, to get the outputs.',
    torch: torchName('torch.nn.Module', 'model(x)'),
    keras: kerasPage('models/model', 'model(x)'),
  },
  'backward-pass': {
    definition:
      'Going through the computation from the loss back to the parameters to find the gradient of each. Also called backpropagation.',
    torch: torchName('torch.Tensor.backward', 'loss.backward()'),
    keras: tensorflowName('tf.GradientTape', 'tape.gradient()'),
  },
  'leaf-tensor': {
    definition:
      'A tensor that no recorded operation has made, such as a parameter. After a backward pass, gradients are stored at leaves that ask for them.',
    torch: torchName('torch.Tensor.is_leaf', 'x.is_leaf'),
    keras: null,
  },
  'gradient-tape': {
    definition:
      'TensorFlow’s recorder of operations: what happens inside its block can be differentiated afterwards. It watches trainable variables by itself.',
    torch: null,
    keras: tensorflowName('tf.GradientTape'),
  },
  'gradient-accumulation': {
    definition:
      'Adding up the gradients of several backward passes before a step. PyTorch always adds to what is there, so gradients are cleared before each batch.',
    torch: torchName('torch.optim.Optimizer.zero_grad', 'optimizer.zero_grad()'),
    keras: kerasPage('optimizers', 'gradient_accumulation_steps='),
  },
  detach: {
    definition: 'Cutting a value off from the record, so that no gradient flows back through it.',
    torch: torchName('torch.Tensor.detach', 'x.detach()'),
    keras: tensorflowName('tf.stop_gradient'),
  },
  'gradient-clipping': {
    definition:
      'Shortening gradients that are longer than a limit before the optimizer uses them, so that one odd batch cannot throw the weights far away.',
    torch: torchName('torch.nn.utils.clip_grad_norm_'),
    keras: kerasPage('optimizers', 'global_clipnorm='),
  },

  // ---- Layers ----
  layer: {
    definition:
      'One stage of a network: a function from tensors to tensors, mostly with numbers of its own that training changes.',
    torch: torchName('torch.nn.Module'),
    keras: kerasPage('layers/base_layer', 'keras.layers.Layer'),
  },
  model: {
    definition: 'Layers put together, with all their parameters: what is trained, saved and used.',
    torch: torchName('torch.nn.Module'),
    keras: kerasPage('models/model', 'keras.Model'),
  },
  'sequential-model': {
    definition: 'A model that is a plain list of layers, each fed by the one before.',
    torch: torchName('torch.nn.Sequential'),
    keras: kerasPage('models/sequential', 'keras.Sequential'),
  },
  parameter: {
    definition: 'A number that training changes: the weights and the biases of all layers.',
    torch: torchName('torch.nn.parameter.Parameter', 'torch.nn.Parameter'),
    keras: kerasPage('models/model', 'model.trainable_weights'),
  },
  weight: {
    definition:
      'A parameter that multiplies an input. In the weight matrix of a dense layer there is one for each pair of input and output.',
    torch: torchName('torch.nn.Linear', 'layer.weight'),
    keras: kerasPage('layers/core_layers/dense', 'layer.kernel'),
  },
  bias: {
    definition:
      'A parameter that is added, one for each output or channel, so that a layer can answer something other than 0 to an input of zeros.',
    torch: torchName('torch.nn.Linear', 'layer.bias'),
    keras: kerasPage('layers/core_layers/dense', 'layer.bias'),
  },
  initialization: {
    definition:
      'How the first values of the parameters are drawn. Keras and PyTorch have different defaults, so equal networks start from different places.',
    torch: torchPage('nn.init.html', 'torch.nn.init'),
    keras: kerasPage('layers/initializers', 'keras.initializers'),
  },
  'dense-layer': {
    definition:
      'A layer that connects every input to every output: multiply by a weight matrix, add a bias. Also called linear or fully connected.',
    torch: torchName('torch.nn.Linear'),
    keras: kerasPage('layers/core_layers/dense', 'keras.layers.Dense'),
  },
  convolution: {
    definition:
      'Slides small windows of weights over an image and writes down, at each place, the sum of products. The same few weights serve every place.',
    torch: torchName('torch.nn.Conv2d'),
    keras: kerasPage(conv2d, 'keras.layers.Conv2D'),
  },
  kernel: {
    definition:
      'The small window of weights that a convolution slides over an image; also called a filter. In another sense, a program that runs on a GPU.',
    torch: torchName('torch.nn.Conv2d', 'kernel_size='),
    keras: kerasPage(conv2d, 'kernel_size='),
  },
  channel: {
    definition:
      'One of the pictures that lie on top of each other in an image tensor: red, green and blue at first, later one for each kernel.',
    torch: torchName('torch.nn.Conv2d', 'out_channels='),
    keras: kerasPage(conv2d, 'filters='),
  },
  stride: {
    definition:
      'How far a window moves from one place to the next. With a stride of 2 the output has about half the height and width.',
    torch: torchName('torch.nn.Conv2d', 'stride='),
    keras: kerasPage(conv2d, 'strides='),
  },
  padding: {
    definition:
      'Cells, mostly zeros, put around an image so that windows can also stand at its edge and the output does not shrink.',
    torch: torchName('torch.nn.Conv2d', 'padding='),
    keras: kerasPage(conv2d, 'padding="same"'),
  },
  'max-pooling': {
    definition: 'Cuts the picture into windows and keeps the largest number of each. It has no parameters.',
    torch: torchName('torch.nn.MaxPool2d'),
    keras: kerasPage('layers/pooling_layers/max_pooling2d', 'keras.layers.MaxPooling2D'),
  },
  flatten: {
    definition: 'Writes all numbers of each example in one row, so that a dense layer can follow.',
    torch: torchName('torch.nn.Flatten'),
    keras: kerasPage('layers/reshaping_layers/flatten', 'keras.layers.Flatten'),
  },
  dropout: {
    definition:
      'During training, sets a random share of the numbers to 0 and scales up the rest, so that the network cannot rely on single ones. In use it does nothing.',
    torch: torchName('torch.nn.Dropout'),
    keras: kerasPage('layers/regularization_layers/dropout', 'keras.layers.Dropout'),
  },
  'batch-normalization': {
    definition:
      'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by learned numbers. In use it takes averages kept from training.',
    torch: torchName('torch.nn.BatchNorm2d'),
    keras: kerasPage('layers/normalization_layers/batch_normalization', 'keras.layers.BatchNormalization'),
  },
  'layer-normalization': {
    definition:
      'Brings the features of each example to mean 0 and variance 1, whatever else is in the batch, then scales and shifts them by learned numbers.',
    torch: torchName('torch.nn.LayerNorm'),
    keras: kerasPage('layers/normalization_layers/layer_normalization', 'keras.layers.LayerNormalization'),
  },
  embedding: {
    definition: 'A table of learned vectors, one for each word or other item. Looking up a number gives its row.',
    torch: torchName('torch.nn.Embedding'),
    keras: kerasPage('layers/core_layers/embedding', 'keras.layers.Embedding'),
  },
  'lazy-layer': {
    definition:
      'A layer that learns its input size from the first batch, so that nobody has to work it out. In Keras all layers are like that.',
    torch: torchName('torch.nn.LazyLinear'),
    keras: kerasPage('layers/base_layer', 'layer.build()'),
  },
  'activation-function': {
    definition:
      'A bend between two layers, applied number by number. Without one, two layers that only multiply and add could be folded into one.',
    torch: torchPage('nn.html#non-linear-activations-weighted-sum-nonlinearity', 'torch.nn.ReLU, …'),
    keras: kerasPage('layers/activations', 'keras.activations'),
  },
  relu: {
    term: 'ReLU',
    definition:
      'The activation function max(0, x): negative numbers become 0, others stay. Short for rectified linear unit.',
    torch: torchName('torch.nn.ReLU'),
    keras: kerasPage('layers/activations', 'keras.activations.relu'),
  },
  sigmoid: {
    definition:
      'The S-shaped function 1 / (1 + e⁻ˣ), which brings any number between 0 and 1; used for the probability of a yes.',
    torch: torchName('torch.nn.Sigmoid'),
    keras: kerasPage('layers/activations', 'keras.activations.sigmoid'),
  },
  softmax: {
    definition:
      'Turns scores into probabilities: raises e to each score and divides by the sum. The order stays, and the results add up to 1.',
    torch: torchName('torch.nn.Softmax'),
    keras: kerasPage('layers/activations', 'keras.activations.softmax'),
  },
  logits: {
    definition:
      'The raw scores that a classifier returns, one for each class, before softmax or sigmoid makes probabilities of them.',
    torch: torchName('torch.nn.CrossEntropyLoss', 'input'),
    keras: kerasPage('losses/probabilistic_losses', 'from_logits=True'),
  },

  // ---- Data ----
  'training-set': {
    definition: 'The examples that a network learns from.',
    torch: torchPage('data.html', 'torch.utils.data.Dataset'),
    keras: kerasPage(training, 'model.fit(x, y)'),
  },
  'validation-set': {
    definition:
      'Examples held out of the training set and looked at during training, to choose settings and to see when learning stops helping.',
    torch: torchPage('data.html#torch.utils.data.random_split', 'torch.utils.data.random_split'),
    keras: kerasPage(training, 'validation_split='),
  },
  'test-set': {
    definition: 'Examples used once, at the end, to estimate how the finished network does on what it has never seen.',
    torch: torchPage('data.html', 'torch.utils.data.Dataset'),
    keras: kerasPage(training, 'model.evaluate()'),
  },
  label: {
    definition:
      'The right answer that comes with an example, such as the number of a picture’s class. Also called target.',
    torch: torchName('torch.nn.CrossEntropyLoss', 'target'),
    keras: kerasPage('losses/probabilistic_losses', 'y_true'),
  },
  'one-hot-encoding': {
    term: 'one-hot encoding',
    definition: 'A class written as a row of zeros with a single 1 at its place.',
    torch: torchName('torch.nn.functional.one_hot'),
    keras: kerasPage('utils/python_utils', 'keras.utils.to_categorical'),
  },
  'data-loader': {
    definition: 'What hands out the examples in batches, shuffled where that is asked for.',
    torch: torchPage('data.html#torch.utils.data.DataLoader', 'torch.utils.data.DataLoader'),
    keras: tensorflowName('tf.data.Dataset'),
  },
  batch: {
    definition:
      'The examples that one training step works on together. Their number is the batch size; 32 is the default of Keras, 1 that of PyTorch’s loader.',
    torch: torchPage('data.html#torch.utils.data.DataLoader', 'batch_size='),
    keras: kerasPage(training, 'batch_size='),
  },
  'data-augmentation': {
    definition:
      'Changing training examples at random without changing what they show, such as mirroring a picture, so that the network sees more variety.',
    torch: { name: 'torchvision.transforms', href: 'https://docs.pytorch.org/vision/stable/transforms.html' },
    keras: kerasPage('layers/preprocessing_layers/image_augmentation', 'keras.layers.RandomFlip'),
  },

  // ---- Training ----
  loss: {
    definition: 'One number that says how wrong the outputs are. Training changes the parameters to make it smaller.',
    torch: torchPage('nn.html#loss-functions', 'torch.nn.CrossEntropyLoss, …'),
    keras: kerasPage('losses', 'keras.losses'),
  },
  'cross-entropy': {
    definition:
      'The loss for classes: minus the logarithm of the probability that the network gave to the right class. It is 0 for a sure and right answer.',
    torch: torchName('torch.nn.CrossEntropyLoss'),
    keras: kerasPage('losses/probabilistic_losses', 'keras.losses.SparseCategoricalCrossentropy'),
  },
  'mean-squared-error': {
    definition:
      'The mean of the squared distances between outputs and targets; the usual loss where the answer is a number.',
    torch: torchName('torch.nn.MSELoss'),
    keras: kerasPage('losses/regression_losses', 'keras.losses.MeanSquaredError'),
  },
  optimizer: {
    definition: 'The rule that moves the parameters, given their gradients.',
    torch: torchPage('optim.html', 'torch.optim'),
    keras: kerasPage('optimizers', 'keras.optimizers'),
  },
  sgd: {
    term: 'stochastic gradient descent',
    definition:
      'The plainest optimizer (SGD): subtracts the gradient of one batch, times the learning rate, from each parameter.',
    torch: torchName('torch.optim.SGD'),
    keras: kerasPage('optimizers/sgd', 'keras.optimizers.SGD'),
  },
  momentum: {
    definition:
      'Lets the optimizer keep a part of its last movement, so that it rolls through small bumps and speeds up along a slope.',
    torch: torchName('torch.optim.SGD', 'momentum='),
    keras: kerasPage('optimizers/sgd', 'momentum='),
  },
  adam: {
    term: 'Adam',
    definition:
      'An optimizer that gives every parameter a step of its own size, from running means of its gradient and of the gradient’s square.',
    torch: torchName('torch.optim.Adam'),
    keras: kerasPage('optimizers/adam', 'keras.optimizers.Adam'),
  },
  'learning-rate': {
    definition:
      'How far the optimizer moves the parameters in one step. Too small takes forever, too large makes the loss jump or grow.',
    torch: torchName('torch.optim.Adam', 'lr='),
    keras: kerasPage('optimizers/adam', 'learning_rate='),
  },
  'weight-decay': {
    definition:
      'Pulls every weight a little towards 0 at each step, which keeps the network from leaning on a few large ones.',
    torch: torchName('torch.optim.AdamW', 'weight_decay='),
    keras: kerasPage('optimizers/adamw', 'weight_decay='),
  },
  epoch: {
    definition: 'Once through all training examples.',
    torch: null,
    keras: kerasPage(training, 'epochs='),
  },
  'training-step': {
    definition: 'One batch: forward, loss, gradients, one movement of the optimizer.',
    torch: torchName('torch.optim.Optimizer.step', 'optimizer.step()'),
    keras: kerasPage('models/model', 'model.train_step()'),
  },
  'evaluation-mode': {
    definition:
      'The state in which layers such as dropout and batch normalization behave as in use, not as in training.',
    torch: torchName('torch.nn.Module', 'model.eval()'),
    keras: kerasPage('layers/base_layer', 'training=False'),
  },
  callback: {
    definition:
      'Code of yours that a ready-made training loop calls at set moments, such as the end of each epoch. Who writes the loop needs none.',
    torch: null,
    keras: kerasPage('callbacks', 'keras.callbacks'),
  },
  'early-stopping': {
    definition: 'Ending the training when the validation set has shown no progress for some epochs.',
    torch: null,
    keras: kerasPage('callbacks/early_stopping', 'keras.callbacks.EarlyStopping'),
  },
  checkpoint: {
    definition:
      'The parameters, often with the optimizer’s state, saved to a file, to go on later or to use the best version.',
    torch: torchName('torch.save', 'torch.save(model.state_dict(), …)'),
    keras: kerasPage('callbacks/model_checkpoint', 'keras.callbacks.ModelCheckpoint'),
  },
  hyperparameter: {
    definition:
      'A setting that training does not learn, such as the learning rate, the batch size or the number of layers. You choose it.',
    torch: null,
    keras: null,
  },
  seed: {
    definition:
      'The number that random numbers start from. The same seed gives the same first weights and the same order of the examples.',
    torch: torchName('torch.manual_seed'),
    keras: kerasPage('utils/python_utils', 'keras.utils.set_random_seed'),
  },
  overfitting: {
    definition:
      'Learning the training examples by heart: the training loss still falls while the validation loss rises.',
    torch: null,
    keras: null,
  },
  regularization: {
    definition:
      'Whatever holds a network back from overfitting, such as dropout, weight decay or a penalty for large weights.',
    torch: torchName('torch.optim.AdamW', 'weight_decay='),
    keras: kerasPage('layers/regularizers', 'keras.regularizers'),
  },

  // ---- Results, and how they are computed ----
  metric: {
    definition: 'A number for people to watch, such as accuracy. Unlike the loss it need not have a gradient.',
    torch: null,
    keras: kerasPage('metrics', 'keras.metrics'),
  },
  accuracy: {
    definition: 'The share of examples that were classified right, from 0 to 1.',
    torch: null,
    keras: kerasPage('metrics/accuracy_metrics', 'keras.metrics.SparseCategoricalAccuracy'),
  },
  'confusion-matrix': {
    definition:
      'A table that counts, for each true class, how often each class was answered. The right answers lie on its diagonal.',
    torch: null,
    keras: tensorflowName('tf.math.confusion_matrix'),
  },
  inference: {
    definition: 'Using a trained network: forward passes only, without gradients.',
    torch: torchName('torch.no_grad'),
    keras: kerasPage(training, 'model.predict()'),
  },
  'eager-execution': {
    definition:
      'Each operation runs at once, when its line of Python is reached, so that its result can be printed. PyTorch always begins like this.',
    torch: null,
    keras: kerasPage(training, 'run_eagerly=True'),
  },
  'graph-execution': {
    definition:
      'The operations are recorded or compiled first and then run as a whole, which saves the time between them. `fit` of Keras does it by itself.',
    torch: torchName('torch.compile'),
    keras: tensorflowName('tf.function'),
  },
  'mixed-precision': {
    definition:
      'Computing most of the network with 16-bit numbers and keeping 32 bits where they are needed, for speed and memory.',
    torch: torchPage('amp.html', 'torch.amp'),
    keras: kerasPage('mixed_precision', 'keras.mixed_precision'),
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;
