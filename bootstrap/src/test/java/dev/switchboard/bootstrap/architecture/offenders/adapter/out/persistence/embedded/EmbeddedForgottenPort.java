package dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.embedded;

import dev.switchboard.bootstrap.architecture.offenders.application.port.out.ForgottenPort;

/// Breaks C9: no contract is run against it.
public final class EmbeddedForgottenPort implements ForgottenPort {

    @Override
    public void remember(String word) {
        // it does not
    }
}
