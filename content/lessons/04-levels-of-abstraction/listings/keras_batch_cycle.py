"""A schedule for every batch in Keras: warm up, then down."""

import keras

steps = 100  # batches of the whole training
schedule = keras.optimizers.schedules.CosineDecay(  # <1>
    initial_learning_rate=5e-4,
    warmup_steps=30,
    warmup_target=1e-3,
    decay_steps=steps - 30,
    alpha=1 / 3,
)
optimizer = keras.optimizers.Adam(schedule)  # <2>

rates = [float(schedule(step)) for step in range(steps + 1)]
peak = max(range(steps + 1), key=lambda step: rates[step])
print(f"first {rates[0]:.6f}")
print(f"peak  {rates[peak]:.6f} at step {peak}")
print(f"last  {rates[-1]:.6f}")
