package dev.switchboard.bootstrap.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/// What operators call the properties: by environment variables, of which some are shorter than the
/// property's own name.
///
/// @param shorter by property
/// @param environment what their values are, or null if nobody knows yet
record Variables(Map<String, String> shorter, @Nullable Environment environment) {

    static final Variables NONE = new Variables(Map.of(), null);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]");
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w./-])(?:switchboard|server|management)(?:\\.[a-zA-Z0-9_-]+)+");
    private static final Pattern SECRET =
            Pattern.compile(
                    "secret|password|token|key|bearer|credential|uri", Pattern.CASE_INSENSITIVE);

    static Variables of(ConfigurableEnvironment environment) {
        Map<String, String> shorter = new HashMap<>();
        environment.getPropertySources().stream()
                .filter(source -> source.getName().contains("application.yaml"))
                .flatMap(source ->
                        source instanceof EnumerablePropertySource<?> named
                                ? Stream.of(named)
                                : Stream.of())
                .forEach(source -> read(source, shorter));
        shorter.putAll(InheritedVariables.variables(environment));
        return new Variables(shorter, environment);
    }

    private static void read(EnumerablePropertySource<?> packaged, Map<String, String> shorter) {
        for (String property : packaged.getPropertyNames()) {
            Matcher placeholder =
                    PLACEHOLDER.matcher(String.valueOf(packaged.getProperty(property)));
            if (placeholder.find()) {
                shorter.putIfAbsent(property.replaceAll("\\[0]$", ""), placeholder.group(1));
            }
        }
    }

    /// All variables that mean something here, whether set or not.
    Set<String> known() {
        Set<String> known = new TreeSet<>(shorter.values());
        known.addAll(InheritedVariables.names());
        return known;
    }

    /// The variable that sets a property: the one that is set, or else the shorter one.
    String name(String property) {
        String plain = property.replaceAll("\\[\\d+]", "");
        String own = plain.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        String alias = shorter.get(plain);
        return alias == null || isSet(own) ? own : alias;
    }

    private boolean isSet(String variable) {
        return environment instanceof ConfigurableEnvironment configurable
                && configurable.getSystemEnvironment().containsKey(variable);
    }

    /// What a property is; of a secret only that it is one.
    Optional<String> value(String property) {
        if (environment == null) {
            return Optional.empty();
        }
        String first = environment.getProperty(property + "[0]", "");
        String value = environment.getProperty(property, first).replaceAll("^,+|,+$", "");
        if (value.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(SECRET.matcher(property).find() ? "[redacted]" : value);
    }

    /// A sentence with each property's variable before its name, and with what the first one is.
    String named(String sentence) {
        StringBuilder all = new StringBuilder();
        Matcher property = PROPERTY.matcher(sentence);
        while (property.find()) {
            String name = property.group();
            String value = all.isEmpty() ? valueUnlessIn(sentence, name) : "";
            property.appendReplacement(
                    all, Matcher.quoteReplacement("%s%s (%s)".formatted(name(name), value, name)));
        }
        return property.appendTail(all).toString();
    }

    private String valueUnlessIn(String sentence, String property) {
        return value(property)
                .filter(text -> !sentence.contains(text))
                .map("=%s"::formatted)
                .orElse("");
    }
}
