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
import org.springframework.core.env.PropertySource;

/// The environment variables of properties, as operators know them; some are shorter than the
/// property's own name.
///
/// @param shorter the shorter names by property
/// @param environment has the values; null if there is none yet
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
                .filter(Variables::isPackaged)
                .flatMap(source ->
                        source instanceof EnumerablePropertySource<?> named
                                ? Stream.of(named)
                                : Stream.of())
                .forEach(source -> read(source, shorter));
        shorter.putAll(InheritedVariables.variables(environment));
        return new Variables(shorter, environment);
    }

    static boolean isPackaged(PropertySource<?> source) {
        return source.getName().contains("application.yaml");
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

    /// Returns all variables with a meaning here, whether set or not.
    Set<String> known() {
        Set<String> known = new TreeSet<>(shorter.values());
        known.addAll(InheritedVariables.names());
        return known;
    }

    /// Returns the variable of a property: the one that is set, or else the shorter one.
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

    /// Returns the value of a property; for a secret only its existence.
    Optional<String> value(String property) {
        if (environment == null) {
            return Optional.empty();
        }
        String first = environment.getProperty(property + "[0]", "");
        String value = environment.getProperty(property, first).replaceAll("^,+|,+$", "");
        if (value.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(shown(property, value));
    }

    /// Returns a value as it may be printed: of a secret only that there is one, and of an address
    /// nothing that proves who calls.
    static String shown(String property, String value) {
        return isSecret(property)
                ? "[redacted]"
                : value.replaceAll("//[^/@\\s]*@", "//[redacted]@");
    }

    static boolean isSecret(String property) {
        return SECRET.matcher(property).find();
    }

    /// Adds to each property in a sentence its variable, and to the first one its value.
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
