package dev.switchboard.adapter.out.persistence.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains in two lines, without a stack trace, why the hub does not start.
final class DataDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<DataDirectoryException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataDirectoryException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Stop the other hub, or give this one a directory of its own in"
                        + " switchboard.data-dir.",
                cause);
    }
}
