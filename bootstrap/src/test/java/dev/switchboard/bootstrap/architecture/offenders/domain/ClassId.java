package dev.switchboard.bootstrap.architecture.offenders.domain;

/// Breaks C2: an id that is not a record.
public final class ClassId {

    private final String value;

    public ClassId(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }
}
