package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Reports in one line why the start failed, instead of a stack trace. Registered in
/// `META-INF/spring.factories`.
final class UnusableSigningKeyAnalyzer extends AbstractFailureAnalyzer<UnusableException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Restore the key from a backup, or remove it: a new one is made then, and all"
                        + " tokens issued so far end.",
                cause);
    }
}
