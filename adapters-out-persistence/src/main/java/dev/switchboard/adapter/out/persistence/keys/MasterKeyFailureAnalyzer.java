package dev.switchboard.adapter.out.persistence.keys;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains in two lines, without a stack trace, why the hub does not start.
final class MasterKeyFailureAnalyzer extends AbstractFailureAnalyzer<MasterKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MasterKeyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Restore the key this hub was first started with, from its backup or in"
                        + " switchboard.master-key.",
                cause);
    }
}
