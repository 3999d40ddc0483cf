import type { DialectName } from '../../src/training/protocol.ts';

/** The split model as each framework's users write it. */
export const placementCode: Readonly<Record<DialectName, string>> = {
  torch: `class SplitModel(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.net1 = nn.Linear(10, hidden).to("cuda:0")
        self.net2 = nn.Linear(hidden, 5).to("cpu")

    def forward(self, x):
        h = torch.relu(self.net1(x.to("cuda:0")))
        return self.net2(h.to("cpu"))  # the copy, asked for

model = SplitModel(hidden)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)

optimizer.zero_grad()
loss = nn.functional.mse_loss(model(x), y)
loss.backward()  # the gradient goes back the same way
optimizer.step()`,
  keras: `with tf.device("/GPU:0"):
    net1 = keras.layers.Dense(hidden, activation="relu")
    net1.build((None, 10))
with tf.device("/CPU:0"):
    net2 = keras.layers.Dense(5)
    net2.build((None, hidden))

variables = net1.trainable_variables + net2.trainable_variables
optimizer = keras.optimizers.SGD(learning_rate=0.001)

with tf.GradientTape() as tape:
    with tf.device("/GPU:0"):
        h = net1(x)
    with tf.device("/CPU:0"):
        y_pred = net2(h)  # h is copied without being asked
        loss = tf.reduce_mean((y - y_pred) ** 2)
gradients = tape.gradient(loss, variables)
optimizer.apply(gradients, variables)`,
};
