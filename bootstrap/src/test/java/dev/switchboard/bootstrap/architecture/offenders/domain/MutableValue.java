package dev.switchboard.bootstrap.architecture.offenders.domain;

/// Breaks C4 with a field that changes and a setter, and C8 by its package, which has no
/// package-info.
public final class MutableValue {

    private String text = "";

    public String text() {
        return text;
    }

    public void setText(String changed) {
        text = changed;
    }
}
