package dev.switchboard.adapter.out.persistence.format;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains in two lines, without a stack trace, why the hub does not start.
final class NewerStoreFailureAnalyzer extends AbstractFailureAnalyzer<NewerStoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NewerStoreException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start the version that wrote it, or this one on a backup from before the upgrade.",
                cause);
    }
}
