package dev.switchboard.bootstrap.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/// A file with settings, which `application.yaml` imports: the one that `SWITCHBOARD_CONFIG` names,
/// or `switchboard.yml` in the working directory if there is one. Environment variables take
/// precedence over it.
final class SettingsFile {

    static final String VARIABLE = "SWITCHBOARD_CONFIG";

    private static final String SHORTER = "shorter variables";

    private SettingsFile() {}

    /// Gives variables that are shorter than their properties precedence over the file, as all
    /// others have it by themselves.
    ///
    /// @throws UnusableSettingException if the named file cannot be read
    static void addTo(ConfigurableEnvironment environment) {
        String named = environment.getProperty(VARIABLE, "");
        if (!named.isBlank() && !Files.isReadable(Path.of(named))) {
            throw new UnusableSettingException(
                    "%s=%s cannot be used:".formatted(VARIABLE, named),
                    "it is a YAML file that the hub may read.");
        }
        if (sources(environment).findAny().isEmpty()) {
            return;
        }
        Map<String, Object> values = new HashMap<>();
        Variables.of(environment)
                .shorter()
                .forEach((property, variable) -> {
                    String value = environment.getProperty(variable, "");
                    if (!value.isBlank()) {
                        values.put(property, packaged(environment, property).orElse(value));
                    }
                });
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource(SHORTER, values));
    }

    /// Returns the value that a property has without a file. It may be more than its variable:
    /// origins of all systems are joined.
    private static Optional<String> packaged(ConfigurableEnvironment environment, String property) {
        return environment.getPropertySources().stream()
                .filter(Variables::isPackaged)
                .flatMap(source -> Stream.ofNullable(source.getProperty(property)))
                .map(text -> environment.resolvePlaceholders(text.toString()))
                .findFirst();
    }

    /// Returns the names of the properties that it sets.
    static List<String> names(ConfigurableEnvironment environment) {
        return sources(environment)
                .flatMap(source -> Stream.of(source.getPropertyNames()))
                .sorted()
                .toList();
    }

    private static Stream<EnumerablePropertySource<?>> sources(
            ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(SettingsFile::isFile)
                .flatMap(source ->
                        source instanceof EnumerablePropertySource<?> named
                                ? Stream.of(named)
                                : Stream.of());
    }

    private static boolean isFile(PropertySource<?> source) {
        return source.getName().startsWith("Config resource 'file");
    }
}
