import type { DialectName } from '../../src/training/protocol.ts';

/** The split model and one step of it, as each framework's users write it. */
export const placementCode: Readonly<Record<DialectName, string>> = {
  torch: `class SplitModel(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.net1 = nn.Linear(10, hidden).to("cuda:0")
        self.net2 = nn.Linear(hidden, 5).to("cpu")

    def forward(self, x):
        h = torch.relu(self.net1(x.to("cuda:0")))
        # The copy has to be asked for.
        return self.net2(h.to("cpu"))

model = SplitModel(hidden)
sgd = torch.optim.SGD(model.parameters(), lr=0.001)

sgd.zero_grad()
loss = nn.functional.mse_loss(model(x), y)
# Autograd copies the gradient back.
loss.backward()
sgd.step()`,
  keras: `with tf.device("/GPU:0"):
    net1 = keras.layers.Dense(hidden, "relu")
    net1.build((None, 10))
with tf.device("/CPU:0"):
    net2 = keras.layers.Dense(5)
    net2.build((None, hidden))
first = net1.trainable_variables
second = net2.trainable_variables
sgd = keras.optimizers.SGD(0.001)

with tf.device("/GPU:0"), tf.GradientTape() as tape1:
    h = net1(x)
with tf.device("/CPU:0"), tf.GradientTape() as tape2:
    # What an operation needs is copied unasked.
    arrived = tf.identity(h)
    tape2.watch(arrived)
    loss = tf.reduce_mean((y - net2(arrived)) ** 2)
with tf.device("/CPU:0"):
    back, *grads2 = tape2.gradient(
        loss, [arrived, *second])
with tf.device("/GPU:0"):
    grads1 = tape1.gradient(
        h, first, output_gradients=back)
sgd.apply([*grads1, *grads2], [*first, *second])`,
};
