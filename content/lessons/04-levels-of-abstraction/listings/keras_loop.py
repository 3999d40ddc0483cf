"""Fashion-MNIST in Keras, with a loop of one's own."""

# %% data and model
import keras
import tensorflow as tf
from keras import layers

keras.utils.set_random_seed(42)
train, _ = keras.datasets.fashion_mnist.load_data()
images = train[0].astype("float32") / 255
data = tf.data.Dataset.from_tensor_slices((images, train[1]))
loader = data.shuffle(60_000).batch(32)

model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10),
    ]
)
loss_function = keras.losses.SparseCategoricalCrossentropy(
    from_logits=True
)
optimizer = keras.optimizers.Adam(learning_rate=1e-3)
weights = model.trainable_variables

# %% loop
for epoch in range(2):
    total, count, correct = 0.0, 0, 0
    for images, labels in loader:
        with tf.GradientTape() as tape:  # <1>
            logits = model(images, training=True)  # <2>
            loss = loss_function(labels, logits)  # <3>

        gradients = tape.gradient(loss, weights)  # <4>
        optimizer.apply(gradients, weights)  # <5>

        guess = tf.argmax(logits, axis=1).numpy()
        correct += int((guess == labels.numpy()).sum())
        total += float(loss) * len(labels)
        count += len(labels)
    print(f"loss {total / count:.4f}", end=" ")
    print(f"accuracy {correct / count:.4f}")
