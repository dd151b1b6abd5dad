package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.rocksdb.RocksDBException;

/// RocksDB refused; [Trouble] says why.
final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    EngineException(RocksDBException cause) {
        this(Trouble.behind(cause), cause);
    }

    EngineException(Trouble trouble) {
        super(trouble.reason());
        this.trouble = trouble;
    }

    EngineException(Trouble trouble, Throwable cause) {
        super(trouble.reason(), cause);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
