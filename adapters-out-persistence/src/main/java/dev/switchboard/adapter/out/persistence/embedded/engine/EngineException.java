package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.rocksdb.RocksDBException;

/// An error from RocksDB; [StoreFault] has the reason.
final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StoreFault storeFault;

    EngineException(RocksDBException cause) {
        this(StoreFault.behind(cause), cause);
    }

    EngineException(StoreFault storeFault) {
        super(storeFault.reason());
        this.storeFault = storeFault;
    }

    EngineException(StoreFault storeFault, Throwable cause) {
        super(storeFault.reason(), cause);
        this.storeFault = storeFault;
    }

    StoreFault trouble() {
        return storeFault;
    }
}
