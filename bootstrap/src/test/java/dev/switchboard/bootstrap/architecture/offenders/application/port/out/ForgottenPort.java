package dev.switchboard.bootstrap.architecture.offenders.application.port.out;

/// Nobody wrote a contract for it.
public interface ForgottenPort {

    void remember(String word);
}
