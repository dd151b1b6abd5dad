package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.rocksdb.RocksDBException;

/// An error from RocksDB; [StoreFault] has the reason.
final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StoreFault fault;

    EngineException(RocksDBException cause) {
        this(StoreFault.behind(cause), cause);
    }

    EngineException(StoreFault fault) {
        super(fault.reason());
        this.fault = fault;
    }

    EngineException(StoreFault fault, Throwable cause) {
        super(fault.reason(), cause);
        this.fault = fault;
    }

    StoreFault trouble() {
        return fault;
    }
}
