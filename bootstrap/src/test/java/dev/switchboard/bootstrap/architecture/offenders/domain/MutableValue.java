package dev.switchboard.bootstrap.architecture.offenders.domain;

/// Breaks C4 with a field that changes and a setter, and C7 with a question that has no answer.
public final class MutableValue {

    private String text = "";

    public String text() {
        return text;
    }

    public void setText(String changed) {
        text = changed;
    }

    public void isEmpty() {
        text = "";
    }
}
