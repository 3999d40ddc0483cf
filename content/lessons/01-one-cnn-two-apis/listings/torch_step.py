"""One training step in PyTorch, by itself."""


def train_step(
    model, loss_function, optimizer, images, labels
):
    """Train any module on one batch."""
    # Forward.
    logits = model(images)
    loss = loss_function(logits, labels)

    # Backward, from cleared gradients, then move the weights.
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss
