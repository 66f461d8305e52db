package dev.gleaner.bench.measure;

import dev.gleaner.inference.dropin.DropInFolder;
import dev.gleaner.inference.dropin.EncoderGraph;
import dev.gleaner.inference.dropin.EncoderShape;
import dev.gleaner.inference.dropin.Precision;
import dev.gleaner.inference.dropin.Weights;
import dev.gleaner.inference.dropin.WordPieceFile;
import dev.gleaner.topology.classify.ExchangeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Transformers with random weights, as drop-in model directories in a temporary folder that goes with this. */
final class DropIns implements AutoCloseable {

    private final Path folder;
    private final List<ExchangeText> exchanges;

    /** @param exchanges whose words the tokenizers know */
    DropIns(List<ExchangeText> exchanges) throws IOException {
        this.folder = Files.createTempDirectory("gleaner-drop-ins-");
        this.exchanges = exchanges;
    }

    /** MiniLM-L6: 22 million parameters. */
    Path miniLm(Precision precision) throws IOException {
        return write("minilm-" + precision, EncoderShape.miniLm(DropInFolder.LABELS.size()), precision);
    }

    /** As small as can be: what is left is the way there and back. */
    Path tiny() throws IOException {
        return write("tiny", new EncoderShape(4_096, 8, 1, 1, 8, 512, DropInFolder.LABELS.size()), Precision.FP32);
    }

    private Path write(String name, EncoderShape shape, Precision precision) throws IOException {
        return DropInFolder.write(
                Files.createDirectory(folder.resolve(name)),
                vocabulary(shape.vocabulary()),
                EncoderGraph.write(shape, new Weights(1), precision));
    }

    private List<String> vocabulary(int size) {
        var words = exchanges.stream()
                .flatMap(exchange -> Stream.of(exchange.prompt(), exchange.response(), exchange.followUp()))
                .flatMap(text -> Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z]+")))
                .filter(word -> word.length() > 1)
                .distinct()
                .sorted()
                .toList();
        var vocabulary = new ArrayList<>(WordPieceFile.vocabulary(words));
        for (var more = vocabulary.size(); more < size; more++) {
            vocabulary.add("unused" + more);
        }
        return vocabulary;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
