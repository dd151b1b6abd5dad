package dev.switchboard.adapter.in.web.identity.token;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Reports in one line why the start failed, instead of a stack trace. Registered in
/// `META-INF/spring.factories`.
final class UnusableSigningKeyAnalyzer
        extends AbstractFailureAnalyzer<UnusableSigningKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableSigningKeyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Restore the file from a backup, or remove it: a new key is made then, and all"
                        + " tokens issued so far end.",
                cause);
    }
}
