package dev.switchboard.bootstrap.architecture.offenders.domain;

/// Breaks C4 with a field that changes and a setter.
public final class MutableValue {

    private String text = "";

    public String text() {
        return text;
    }

    public void setText(String changed) {
        text = changed;
    }
}
