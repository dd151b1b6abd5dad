package dev.switchboard.adapter.in.web.json;

import java.util.Random;

/// Writes random JSON, once with and once without whitespace between its tokens. The same seed
/// writes the same.
final class JsonWriter {

    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1.50",
        "1.0e+10",
        "2E-3",
        "1e400",
        "\"\"",
        "\"a b\"",
        "\"\\\"\"",
        "\"\\\\\"",
        "\" \\\\\\\" {}[],: \"",
        "\"\\u00e9\\n\\/\"",
        "\"é\"",
        "\"e\u0301\"",
        "\"👩\u200d👩\u200d👧\"",
        "\"\\ud83d\\ude00\"",
        "\"\u202Eabc\"",
        "\"tab\\there\"",
        "\"\uFFFD\""
    };
    private static final String[] SPACES = {"", " ", "\n", "\t", "\r\n", "  \n  "};

    private final Random random;
    private final StringBuilder spaced = new StringBuilder();
    private final StringBuilder compact = new StringBuilder();

    JsonWriter(long seed) {
        this.random = new Random(seed);
    }

    String spaced() {
        return spaced.toString();
    }

    String compact() {
        return compact.toString();
    }

    void space() {
        spaced.append(SPACES[random.nextInt(SPACES.length)]);
    }

    void token(String token) {
        spaced.append(token);
        compact.append(token);
    }

    void value(int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 4);
        switch (kind) {
            case 2 -> array(depth - 1);
            case 3 -> object(depth - 1);
            default -> token(SCALARS[random.nextInt(SCALARS.length)]);
        }
    }

    private void array(int depth) {
        token("[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            token(i == 0 ? "" : ",");
            spacedValue(depth);
        }
        space();
        token("]");
    }

    private void object(int depth) {
        token("{");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            token(i == 0 ? "" : ",");
            space();
            token("\"k \\\"" + i + "\"");
            space();
            token(":");
            spacedValue(depth);
        }
        space();
        token("}");
    }

    private void spacedValue(int depth) {
        space();
        value(depth);
        space();
    }
}
