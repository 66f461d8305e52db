package dev.gleaner.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.gleaner.inference.Device.Cpu;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions of ONNX Runtime on the device that was asked for. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Device.Cuda FIRST = new Device.Cuda(0);

    private final Cuda cuda;

    /** @param cuda what is known of CUDA here */
    Sessions(Cuda cuda) {
        this.cuda = cuda;
    }

    /**
     * A session, and where it runs.
     *
     * @param session to be closed by the caller
     * @param device {@link Device.Cpu} or {@link Device.Cuda}
     */
    record Opened(OrtSession session, Device device) {}

    /**
     * Opens one. On {@code auto} one log line says where the model runs, and why there.
     *
     * @param directory holds the model
     * @param device where it is to run
     * @throws DeviceException if this device cannot be used
     * @throws ModelDirectoryException if ONNX Runtime does not take the model
     */
    Opened open(ModelDirectory directory, Device device) {
        if (device instanceof Device.Auto) {
            return automatic(directory);
        }
        if (device instanceof Device.Cuda asked) {
            Optional<String> obstacle = cuda.obstacle(asked.number());
            if (obstacle.isPresent()) {
                throw new DeviceException("The device " + asked + " cannot be used: " + obstacle.get());
            }
        }
        return on(directory, device);
    }

    private Opened automatic(ModelDirectory directory) {
        if (!directory.input().gainsFromGpu()) {
            return onCpu(directory, "it gains nothing from a GPU");
        }
        Optional<String> obstacle = cuda.obstacle(FIRST.number());
        if (obstacle.isPresent()) {
            return onCpu(directory, obstacle.get());
        }
        try {
            Opened opened = on(directory, FIRST);
            LOG.info("Model {} runs on {}", directory.name(), FIRST);
            return opened;
        } catch (DeviceException e) {
            return onCpu(directory, String.valueOf(e.getMessage()));
        }
    }

    private static Opened onCpu(ModelDirectory directory, String reason) {
        LOG.info("Model {} runs on the CPU: {}", directory.name(), reason);
        return on(directory, new Cpu());
    }

    private static Opened on(ModelDirectory directory, Device device) {
        try (SessionOptions options = options()) {
            if (device instanceof Device.Cuda chosen) {
                add(options, chosen);
            }
            OrtSession session = OrtEnvironment.getEnvironment().createSession(directory.model(), options);
            return new Opened(session, device);
        } catch (OrtException e) {
            throw new ModelDirectoryException(
                    ModelDirectory.MODEL + " of model " + directory.name() + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setMemoryPatternOptimization(false); // patterns are kept per shape, and each batch has its own
        return options;
    }

    private static void add(SessionOptions options, Device.Cuda device) {
        try {
            options.addCUDA(device.number());
        } catch (OrtException e) {
            throw new DeviceException(
                    "The device " + device + " cannot be used: ONNX Runtime says " + e.getMessage()
                            + "; it needs CUDA 12 and cuDNN 9 on this machine",
                    e);
        }
    }
}
