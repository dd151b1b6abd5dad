package dev.switchboard.domain.secret;

/// A text that must not be seen: it prints as `[redacted]`.
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
