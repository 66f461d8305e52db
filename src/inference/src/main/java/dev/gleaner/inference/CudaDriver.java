package dev.gleaner.inference;

import ai.onnxruntime.OrtEnvironment;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;

/**
 * Whether CUDA can be used, found out before ONNX Runtime is asked: that names CUDA as available on machines without it, and unpacks
 * half a gigabyte to find out.
 */
final class CudaDriver implements Cuda {

    private static final String PROVIDER = "/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so";

    @Override
    public Optional<String> obstacle(int number) {
        if (OrtEnvironment.class.getResource(PROVIDER) == null) {
            return Optional.of("this build has no CUDA; build with -Pgpu");
        }
        int devices = devices();
        if (devices == 0) {
            return Optional.of("no NVIDIA driver (libcuda.so.1) finds a device here");
        }
        return number < devices
                ? Optional.empty()
                : Optional.of("the driver finds devices 0 to " + (devices - 1) + " only");
    }

    /** How many devices the driver finds; 0 where there is no driver. */
    private static int devices() {
        try {
            NativeLibrary driver = NativeLibrary.getInstance("libcuda.so.1");
            IntByReference count = new IntByReference();
            boolean counted = call(driver, "cuInit", 0) && call(driver, "cuDeviceGetCount", count);
            return counted ? count.getValue() : 0;
        } catch (UnsatisfiedLinkError e) {
            return 0;
        }
    }

    private static boolean call(NativeLibrary driver, String function, Object argument) {
        Function called = driver.getFunction(function);
        return called.invokeInt(new Object[] {argument}) == 0;
    }
}
