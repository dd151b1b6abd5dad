package dev.switchboard.adapter.in.web.identity.token;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// Thrown if a network tried so many invalid keys that no other one is checked for a while.
public final class TooManyTriesException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration left;

    TooManyTriesException(Duration left) {
        super("Too many wrong keys");
        this.left = left;
    }

    public Duration left() {
        return left;
    }
}
