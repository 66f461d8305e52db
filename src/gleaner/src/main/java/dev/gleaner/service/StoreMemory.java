package dev.gleaner.service;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside the heap that all RocksDB stores of one service share: blocks, indexes, filters and write buffers. Without it
 * each store takes its own, and the sum grows with the number of partitions.
 */
final class StoreMemory implements AutoCloseable {

    /** The share that may be full of what is not yet written to disk. */
    private static final double WRITE_SHARE = 0.4;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * Takes the memory.
     *
     * @param bytes for all stores together
     */
    StoreMemory(long bytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(bytes);
        writeBuffers = new WriteBufferManager((long) (bytes * WRITE_SHARE), cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** Gives it back; no store may be open any more. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
