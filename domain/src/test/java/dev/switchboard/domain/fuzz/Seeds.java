package dev.switchboard.domain.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Seeds in a file of the test resources, one a line. All but printable ASCII may be written as in
/// Java (`\n`, `\\`, `\u001e`), which is also how a failed input is reported, so that it can be
/// kept by copying it. Lines that begin with `#` are for people.
///
/// A seed for a parser of bytes is one byte for each character, or UTF-8 if it has a character
/// above `\u00ff`.
public final class Seeds {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

    private Seeds() {}

    /// @param name of the file `fuzz/<name>.seeds`
    public static List<String> in(String name) {
        String resource = "/fuzz/" + name + ".seeds";
        try (InputStream file =
                requireNonNull(Seeds.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Seeds::unescaped)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String octets(String seed) {
        return seed.chars().anyMatch(letter -> letter > 0xff)
                ? new String(seed.getBytes(UTF_8), ISO_8859_1)
                : seed;
    }

    static String escaped(String text) {
        return text.chars().mapToObj(Seeds::escaped).collect(Collectors.joining());
    }

    private static String escaped(int letter) {
        return switch (letter) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                    letter >= ' ' && letter < 127
                            ? Character.toString(letter)
                            : "\\u%04x".formatted(letter);
        };
    }

    static String unescaped(String line) {
        return ESCAPE.matcher(line).replaceAll(found -> Matcher.quoteReplacement(meant(found)));
    }

    private static String meant(MatchResult escape) {
        String digits = escape.group(1);
        if (digits != null) {
            return Character.toString(Integer.parseInt(digits, 16));
        }
        return switch (escape.group(2)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case String letter -> letter;
        };
    }
}
