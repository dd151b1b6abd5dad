package dev.switchboard.simulators.script;

final class Range {

    private Range() {}

    static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadScriptException(
                    field + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
