"""Optimisers over named parameters: SGD, Adam, and clipping of the gradient by its global norm."""

from dataclasses import dataclass
from math import sqrt
from typing import Protocol

import numpy as np

from engine.network import Named


class Optimiser(Protocol):
    """What a training run needs: new parameters from old ones and their gradients."""

    def update(self, parameters: Named, gradients: Named) -> Named:
        """Return the parameters after one update."""


@dataclass(slots=True)
class SGD:
    """Plain gradient descent."""

    learning_rate: float

    def update(self, parameters: Named, gradients: Named) -> Named:
        """Return θ − η ∂L/∂θ."""
        return {name: value - self.learning_rate * gradients[name] for name, value in parameters.items()}


class Adam:
    """Adam (Kingma & Ba 2015, algorithm 1) with bias correction."""

    def __init__(self, learning_rate: float, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-8) -> None:
        """Start with zero moments."""
        self.learning_rate, self.beta_1, self.beta_2, self.epsilon = learning_rate, beta_1, beta_2, epsilon
        self.updates = 0
        self.mean: Named = {}
        self.square: Named = {}

    def update(self, parameters: Named, gradients: Named) -> Named:
        """Return the parameters after one update; the moments are kept for the next."""
        self.updates += 1
        step = self.learning_rate * sqrt(1 - self.beta_2**self.updates) / (1 - self.beta_1**self.updates)
        epsilon = self.epsilon * sqrt(1 - self.beta_2**self.updates)
        after: Named = {}
        for name, value in parameters.items():
            gradient = gradients[name]
            mean = self.mean.setdefault(name, np.zeros_like(value))
            square = self.square.setdefault(name, np.zeros_like(value))
            mean += (1 - self.beta_1) * (gradient - mean)
            square += (1 - self.beta_2) * (gradient * gradient - square)
            after[name] = value - step * mean / (np.sqrt(square) + epsilon)
        return after


def global_norm(gradients: Named) -> float:
    """Return the Euclidean norm of all gradients together."""
    return sqrt(sum(float(np.vdot(value, value)) for value in gradients.values()))


def clip(gradients: Named, threshold: float) -> tuple[Named, float]:
    """Scale the gradients to a global norm of at most `threshold` (Pascanu et al. 2013); also return the norm."""
    norm = global_norm(gradients)
    if norm <= threshold:
        return gradients, norm
    return {name: value * (threshold / norm) for name, value in gradients.items()}, norm
