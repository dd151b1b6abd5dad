package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;

/// RocksDB's settings for a server with little memory and two cores: half of the memory buffers
/// writes not yet in tables, the other half caches reads.
final class RocksSettings implements AutoCloseable {

    private static final long MIB = 1 << 20;
    private static final int BITS_PER_KEY = 10;
    private static final int BLOCK = 8 * 1024;

    /// Tables whose keys are looked up before each put and hardly ever found. A Bloom filter
    /// answers for the part in memory, as another one does for each file.
    private static final Set<Table> NEW_KEYS = EnumSet.of(Table.KEY, Table.MESSAGE);

    private static final double BLOOM = 0.02;

    private final long memory;
    private final List<RocksObject> held = new ArrayList<>();
    private final Cache cache;
    private final BloomFilter bloom;

    /// @param memory in bytes, for caches and for writes not yet in tables
    RocksSettings(long memory) {
        this.memory = memory;
        this.cache = kept(new LRUCache(memory / 2, 2));
        this.bloom = kept(new BloomFilter(BITS_PER_KEY, false));
    }

    private <T extends RocksObject> T kept(T thing) {
        held.add(thing);
        return thing;
    }

    DBOptions database() {
        // RocksDB's Java API lacks a method for this option.
        Properties untold = new Properties();
        untold.setProperty("track_and_verify_wals_in_manifest", "true");
        ConfigOptions strict = kept(new ConfigOptions());
        return kept(DBOptions.getDBOptionsFromProps(strict, untold))
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // A group interrupted by a power failure was never acknowledged, so its remains are
                // tolerated.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setAvoidFlushDuringRecovery(true)
                .setParanoidChecks(true)
                .setMaxTotalWalSize(Math.max(memory, 16 * MIB))
                .setDbWriteBufferSize(memory / 2)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(MIB)
                .setMaxOpenFiles(512)
                // There is only one writer.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MIB)
                .setKeepLogFileNum(3)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    List<ColumnFamilyDescriptor> families() {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (Table table : Table.values()) {
            families.add(new ColumnFamilyDescriptor(table.nameBytes(), family(table)));
        }
        return families;
    }

    private ColumnFamilyOptions family(Table table) {
        Table.Use use = table.use();
        BlockBasedTableConfig blocks =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setChecksumType(ChecksumType.kXXH3);
        return kept(new ColumnFamilyOptions())
                .setTableFormatConfig(blocks)
                .setWriteBufferSize(buffer(use))
                .setMemtableWholeKeyFiltering(true)
                .setMemtablePrefixBloomSizeRatio(NEW_KEYS.contains(table) ? BLOOM : 0)
                .setTargetFileSizeBase(32 * MIB)
                .setMaxBytesForLevelBase(128 * MIB)
                .setCompressionType(
                        use == Table.Use.BODIES
                                ? CompressionType.LZ4_COMPRESSION
                                : CompressionType.NO_COMPRESSION);
    }

    private long buffer(Table.Use use) {
        return switch (use) {
            case BODIES -> memory / 4;
            case EVERY_MESSAGE -> memory / 8;
            case SOME_MESSAGES -> memory / 16;
            case SHORT_LIVED, FEW -> memory / 64;
        };
    }

    @Override
    public void close() {
        for (RocksObject each : held.reversed()) {
            each.close();
        }
    }
}
