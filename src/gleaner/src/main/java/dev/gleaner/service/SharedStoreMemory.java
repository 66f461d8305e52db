package dev.gleaner.service;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Opens each store within the {@link StoreMemory} that the configuration carries under {@link #MEMORY}. */
public final class SharedStoreMemory implements RocksDBConfigSetter {

    /** The key under which the {@link StoreMemory} travels through the configuration of Kafka Streams. */
    static final String MEMORY = "gleaner.store.memory";

    /** Made by Kafka Streams. */
    public SharedStoreMemory() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        if (!(configs.get(MEMORY) instanceof StoreMemory memory)) {
            throw new IllegalStateException("The configuration of the streams carries no " + MEMORY);
        }
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
    }

    /** Nothing: the memory outlives each store. */
    @Override
    public void close(String store, Options options) {}
}
