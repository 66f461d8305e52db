package dev.gleaner.inference;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * One model call.
 *
 * @param exchanges for each row the exchange that it is of
 * @param shape of every tensor: rows x slots
 * @param integers the int64 tensors by name, in direct buffers that are valid for this call only
 * @param numbers the float32 tensors by name, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // handed from a reader to the model, never compared
public record InputBatch(
        int[] exchanges, long[] shape, Map<String, LongBuffer> integers, Map<String, FloatBuffer> numbers) {}
