package dev.gleaner.topology.metrics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;

/** Counts for one processor, into the metrics of the Kafka Streams client that it runs in. */
public final class Counters {

    private final StreamsMetrics metrics;
    private final Map<HarvestCounter, Map<String, Sensor>> sensors = new EnumMap<>(HarvestCounter.class);

    /**
     * Counts into a client's metrics.
     *
     * @param metrics of the processor's context
     */
    public Counters(StreamsMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Counts one.
     *
     * @param counter what is counted
     * @param tagValue value of the counter's tag, from a closed set; never text of a user
     */
    public void count(HarvestCounter counter, String tagValue) {
        sensors.computeIfAbsent(counter, any -> new HashMap<>())
                .computeIfAbsent(tagValue, value -> sensor(counter, value))
                .record(1);
    }

    /**
     * Counts one, tagged with the name of a constant.
     *
     * @param counter what is counted
     * @param tagValue value of the counter's tag
     */
    public void count(HarvestCounter counter, Enum<?> tagValue) {
        count(counter, tagValue.name());
    }

    /** All processors of a client share the sensor of a name: its metric is the client's total. */
    private Sensor sensor(HarvestCounter counter, String tagValue) {
        var sensor = metrics.addSensor("gleaner." + counter.name() + "." + tagValue, Sensor.RecordingLevel.INFO);
        sensor.add(
                new MetricName(
                        counter.metricName(), HarvestCounter.GROUP, counter.meaning(), Map.of(counter.tag(), tagValue)),
                new CumulativeSum());
        return sensor;
    }
}
