package dev.switchboard.domain.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Changes of texts: small ones anywhere, and those that parsers rarely expect, such as deep
/// nesting, numbers at their limits and halves of characters.
final class Mutations {

    private static final int LONGEST = 64 * 1024;
    private static final int MOST_CHANGES = 5;
    private static final int LONGEST_RANGE = 12;
    private static final int FEW = 60;
    private static final int MANY = 20_000;
    private static final int LONGEST_NOISE = 40;

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-1",
                    "-0",
                    "127",
                    "128",
                    "255",
                    "256",
                    "65536",
                    "2147483647",
                    "2147483648",
                    "4294967295",
                    "9007199254740993",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "1e999",
                    "1e-999",
                    "1e2147483647",
                    "1e2147483648",
                    "1e-2147483648",
                    "1e99999999999",
                    "00",
                    "0x7f",
                    "NaN",
                    "1.0000000000000000000001");

    private static final List<String> WORDS =
            List.of(
                    "null", "true", "false", "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000",
                    "\\ud800", "%", "%00", "/", "..", ";", "=", "&", "+", " ", "\t", "\r\n", "\n",
                    "\n\n", "'", "<", ">", "$", "^", "|", "*", "?");

    private static final String ODD =
            "\0\u0001\u001e\u001f\u007f\u0080\u00a0\u00ad\u00ff\u0130\u0131\u0660\u200b\u200f"
                    + "\u2028\u202e\ud800\udbff\udc00\udfff\ufeff\ufffd\ufffe\uffff";

    private final List<String> words;
    private final int greatest;

    /// @param words beside those that mean something to most parsers
    /// @param greatest the greatest character that may be put in
    Mutations(List<String> words, int greatest) {
        this.words = Stream.concat(WORDS.stream(), words.stream()).toList();
        this.greatest = greatest;
    }

    String next(List<String> pool, SplittableRandom random) {
        String seed = pick(pool, random);
        if (random.nextInt(50) == 0) {
            return noise(seed, random);
        }
        StringBuilder text = new StringBuilder(seed);
        for (int left = random.nextInt(1, MOST_CHANGES); left > 0; left--) {
            change(text, pool, random);
        }
        text.setLength(Math.min(text.length(), LONGEST));
        return text.toString();
    }

    private void change(StringBuilder text, List<String> pool, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(LONGEST_RANGE));
        switch (random.nextInt(10)) {
            case 0 -> text.delete(at, to);
            case 1 -> text.insert(at, pick(words, random));
            case 2 -> text.replace(at, to, pick(words, random));
            case 3 -> text.insert(at, repeated(text.substring(at, to), random));
            case 4 -> text.replace(at, Math.min(at + 1, text.length()), letter(random));
            case 5 -> text.insert(at, part(pick(pool, random), random));
            case 6 -> text.setLength(at);
            case 7 -> number(text, at, random);
            case 8 -> flip(text, at, random);
            default -> text.insert(at, letter(random));
        }
    }

    private static String repeated(String range, SplittableRandom random) {
        int times = random.nextInt(random.nextInt(40) == 0 ? MANY : FEW);
        return range.repeat(Math.min(times, LONGEST / Math.max(1, range.length())));
    }

    private static String part(String other, SplittableRandom random) {
        int from = random.nextInt(other.length() + 1);
        return other.substring(from, from + random.nextInt(other.length() - from + 1));
    }

    /// Replaces the number at a place, or puts one there.
    private static void number(StringBuilder text, int at, SplittableRandom random) {
        int to = at;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        text.replace(at, to, pick(NUMBERS, random));
    }

    private void flip(StringBuilder text, int at, SplittableRandom random) {
        if (at < text.length()) {
            text.setCharAt(at, (char) ((text.charAt(at) ^ (1 << random.nextInt(8))) & greatest));
        }
    }

    private String letter(SplittableRandom random) {
        int letter =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(greatest + 1);
                    case 1 -> ODD.charAt(random.nextInt(ODD.length()));
                    default -> random.nextInt(' ', 127);
                };
        return Character.toString((char) (letter & greatest));
    }

    /// Letters of a seed in any order.
    private static String noise(String seed, SplittableRandom random) {
        StringBuilder noise = new StringBuilder();
        for (int left = random.nextInt(LONGEST_NOISE); left > 0 && !seed.isEmpty(); left--) {
            noise.append(seed.charAt(random.nextInt(seed.length())));
        }
        return noise.toString();
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
