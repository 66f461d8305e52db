package dev.gleaner.inference.dropin;

/** How the weights of matrix products are kept. */
public enum Precision {
    /** 32-bit floats. */
    FP32,

    /** 8-bit integers, a scale a column; activations are quantized as they come: what dynamic quantization writes. */
    INT8
}
