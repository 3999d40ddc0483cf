import type { DialectName } from '../../src/training/protocol.ts';

/** One training step, run both ways, as each framework's users write it. */
export const stepCode: Readonly<Record<DialectName, string>> = {
  torch: `def step(images, labels):
    loss = criterion(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss

# Eager: each operation is launched as Python reaches it.
step(images, labels)

# Graph: traced at the first call. backward() breaks it
# in two: the forward pass, and the optimizer's step.
compiled = torch.compile(step)
compiled(images, labels)`,
  keras: `def step(images, labels):
    with tf.GradientTape() as tape:
        logits = model(images, training=True)
        loss = loss_function(labels, logits)
    weights = model.trainable_variables
    gradients = tape.gradient(loss, weights)
    optimizer.apply(gradients, weights)
    return loss

# Eager: each operation is launched as Python reaches it.
step(images, labels)

# Graph: traced at the first call, the tape and all. fit()
# does this by itself, unless run_eagerly=True.
traced = tf.function(step)
traced(images, labels)`,
};
