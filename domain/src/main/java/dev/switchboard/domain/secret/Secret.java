package dev.switchboard.domain.secret;

/// Text that must not be seen: it prints as `[redacted]`.
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
