"""One training step in PyTorch, by itself."""


def train_step(
    model, loss_function, optimizer, images, labels
):
    """Train any module on one batch."""
    # Forward.
    logits = model(images)  # <2>
    loss = loss_function(logits, labels)

    # Backward, from cleared gradients, then move the weights.
    optimizer.zero_grad()  # <1>
    loss.backward()  # <1>
    optimizer.step()  # <3>
    return loss
