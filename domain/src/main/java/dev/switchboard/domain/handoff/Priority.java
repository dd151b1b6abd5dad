package dev.switchboard.domain.handoff;

/// The urgency of a handoff, as a supervisor sees it. Of all that wait, the more urgent ones are
/// offered first.
public enum Priority {
    USUAL(0),
    HIGH(1),
    URGENT(2);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /// The greater, the more urgent.
    public int level() {
        return level;
    }
}
