package dev.switchboard.simulators.script;

/// Refuses numbers in scripts that are too small or too large.
public final class Range {

    private Range() {}

    /// @throws BadScriptException naming the field
    public static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadScriptException(
                    field + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
