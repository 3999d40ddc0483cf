/** Why no weights can be saved. */
export const noWeightsYet = 'Weights can be saved once a run has trained some.';
export const weightsTooLarge = 'These networks are too large to be kept: their weights cannot be saved.';

/** Once they can. */
export const weightsHint = 'A program starts from saved weights where DUET_WEIGHTS names its .safetensors.';
