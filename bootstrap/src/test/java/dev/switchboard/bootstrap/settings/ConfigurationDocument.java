package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The content of `docs/configuration.md`: each row of its tables begins with a property and its
/// default.
///
/// @param defaults by property, as in the document
record ConfigurationDocument(Map<String, String> defaults) {

    private static final Path DOCUMENT = Path.of("../docs/configuration.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(?<property>[^`]+)` \\| (?<value>[^|]+) \\|");

    static ConfigurationDocument read() {
        try {
            return new ConfigurationDocument(
                    ROW.matcher(Files.readString(DOCUMENT))
                            .results()
                            .collect(
                                    Collectors.toMap(
                                            row -> row.group("property").replace("<name>", "some"),
                                            row -> row.group("value"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<String> properties() {
        return defaults.keySet().stream();
    }

    /// Empty if the default is `unset` or, for a list, `none`.
    Optional<String> defaultOf(String property) {
        return Optional.ofNullable(defaults.get(property))
                .filter(value -> value.startsWith("`"))
                .map(value -> value.replace("`", ""));
    }
}
