package dev.gleaner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gleaner.inference.dropin.BagGraph;
import dev.gleaner.inference.dropin.DropInFolder;
import dev.gleaner.inference.dropin.WordPieceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DeviceTest {

    private static final Cuda NO_DRIVER = number -> Optional.of("no driver is here");
    private static final Cuda READY = number -> Optional.empty();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException {
        List<String> vocabulary = WordPieceFile.vocabulary(List.of());
        DropInFolder.write(
                folder, vocabulary, BagGraph.write(new float[vocabulary.size() * 3], 3, Set.of("input_ids")));
        Logger logger = (Logger) LoggerFactory.getLogger("dev.gleaner");
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger("dev.gleaner")).detachAppender(log);
    }

    @Test
    void shouldReadTheThreeForms() {
        assertThat(Device.of("auto")).isEqualTo(new Device.Auto()).hasToString("auto");
        assertThat(Device.of("cpu")).isEqualTo(new Device.Cpu()).hasToString("cpu");
        assertThat(Device.of("cuda:1")).isEqualTo(new Device.Cuda(1)).hasToString("cuda:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cuda", "cuda:", "cuda:-1", "cuda:x", "gpu", "CPU"})
    void shouldRefuseAnyOther(String text) {
        assertThatThrownBy(() -> Device.of(text)).hasMessageContaining("auto, cpu or cuda:N");
    }

    @Test
    void shouldFallBackToTheCpuWithOneLogLine() {
        try (FeedbackModel model = open(new Device.Auto(), NO_DRIVER)) {
            assertThat(model.device()).isEqualTo(new Device.Cpu());
        }
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("Model drop-in runs on the CPU: no driver is here");
    }

    @Test
    void shouldFallBackWithOneLogLineWhereTheRuntimeCannotUseTheDriver() {
        try (FeedbackModel model = open(new Device.Auto(), READY)) {
            assertThat(model.device()).isIn(new Device.Cpu(), new Device.Cuda(0));
        }
        assertThat(log.list).hasSize(1);
    }

    @Test
    void shouldAskNoDriverForAModelThatGainsNothing() {
        try (FeedbackModel model = new FeedbackModel(ModelDirectory.bundled(), ModelSettings.standard(), number -> {
            throw new AssertionError("asked");
        })) {
            assertThat(model.device()).isEqualTo(new Device.Cpu());
        }
        assertThat(log.list).hasSize(1);
    }

    @Test
    void shouldSayNothingOnTheCpuThatWasAskedFor() {
        open(new Device.Cpu(), NO_DRIVER).close();

        assertThat(log.list).isEmpty();
    }

    @Test
    void shouldRefuseToStartOnADeviceThatIsNotThere() {
        assertThatThrownBy(() -> open(new Device.Cuda(0), NO_DRIVER))
                .isInstanceOf(DeviceException.class)
                .hasMessage("The device cuda:0 cannot be used: no driver is here");
    }

    @Test
    void shouldFindNoThousandthDeviceOnThisMachine() {
        assertThat(new CudaDriver().obstacle(999)).isPresent();
    }

    private FeedbackModel open(Device device, Cuda cuda) {
        return new FeedbackModel(ModelDirectory.open(folder), ModelSettings.on(device), cuda);
    }
}
