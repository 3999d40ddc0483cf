"""keras.datasets: the images that the site carries."""

from keras.datasets import cifar10, fashion_mnist, mnist
