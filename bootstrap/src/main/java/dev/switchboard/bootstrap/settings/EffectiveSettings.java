package dev.switchboard.bootstrap.settings;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.switchboard.application.port.in.settings.ReadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/// The settings that are in effect, and where each of them is set.
final class EffectiveSettings implements ReadSettings {

    /// Prefixes of properties that operators set.
    private static final List<String> OPERATORS =
            List.of("switchboard.", "server.", "management.", "logging.", "springdoc.");

    private final ConfigurableEnvironment environment;
    private final KnownSettings known;
    private final Variables variables;
    private final Set<String> knownVariables;
    private final Set<String> plainNames;

    EffectiveSettings(ConfigurableEnvironment environment, KnownSettings known) {
        this.environment = environment;
        this.known = known;
        this.variables = Variables.of(environment);
        this.knownVariables = UnknownVariables.known(environment, known);
        this.plainNames =
                known.settings().keySet().stream()
                        .map(EffectiveSettings::plain)
                        .collect(toUnmodifiableSet());
    }

    /// Returns the settings of a running hub. They are looked up when somebody asks, since a start
    /// does not need them.
    static ReadSettings of(ConfigurableEnvironment environment) {
        return () -> {
            try {
                return new EffectiveSettings(environment, KnownSettings.read()).settings();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public List<Setting> settings() {
        SortedMap<String, Given> given = given();
        Set<String> names = new TreeSet<>(known.settings().keySet());
        names.addAll(given.keySet());
        names.removeIf(name -> given.containsKey(name + "[0]"));
        return names.stream().map(name -> setting(name, given.get(name))).toList();
    }

    private Setting setting(String name, @Nullable Given given) {
        KnownSettings.Setting described =
                known.settings().getOrDefault(name, KnownSettings.Setting.UNKNOWN);
        boolean secret = Variables.isSecret(name);
        String value =
                given == null ? variables.value(name).orElse(described.usual()) : given.value();
        return new Setting(
                name,
                secret || value.isEmpty() ? null : value,
                secret,
                secret ? "" : described.usual(),
                given == null ? ReadSettings.Source.DEFAULT : given.place().source(),
                given == null ? "" : given.place().name(),
                described.description());
    }

    /// @param value what may be shown of it
    record Given(String value, Place place) {}

    /// The source of a setting.
    ///
    /// @param name a variable, an argument, or a line of a file
    record Place(ReadSettings.Source source, String name) {

        static Place variable(String name) {
            return new Place(ReadSettings.Source.ENVIRONMENT, name);
        }

        static Place argument(String name) {
            return new Place(ReadSettings.Source.ARGUMENT, name);
        }
    }

    /// Returns the settings that are not the program's own defaults, by property.
    SortedMap<String, Given> given() {
        SortedMap<String, Given> all = new TreeMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            names(source)
                    .forEach(name -> {
                        ConfigurationProperty found = source.getConfigurationProperty(name);
                        Place place = found == null ? null : place(found);
                        if (found != null && place != null) {
                            all.putIfAbsent(name.toString(), given(name.toString(), found, place));
                        }
                    });
        }
        // a list of one is found by both of its names
        all.keySet().removeIf(name -> all.containsKey(name + "[0]"));
        return all;
    }

    private Given given(String name, ConfigurationProperty found, Place place) {
        Object raw = found.getValue();
        String value = environment.resolvePlaceholders(raw == null ? "" : raw.toString());
        return new Given(Variables.shown(name, value), place);
    }

    private Stream<ConfigurationPropertyName> names(ConfigurationPropertySource source) {
        Stream<ConfigurationPropertyName> described =
                known.settings().keySet().stream().map(ConfigurationPropertyName::of);
        return source instanceof IterableConfigurationPropertySource iterable
                ? Stream.concat(described, iterable.stream().filter(this::isOperators))
                : described;
    }

    /// A variable that sets nothing looks like a property too.
    private boolean isOperators(ConfigurationPropertyName name) {
        String property = name.toString();
        return OPERATORS.stream().anyMatch(property::startsWith)
                && UnknownVariables.isKnown(property, knownVariables)
                && !isSecondName(property);
    }

    /// A variable does not tell dots from dashes, so the environment names a property its own way.
    private boolean isSecondName(String property) {
        return plainNames.contains(plain(property)) && !known.settings().containsKey(property);
    }

    private static String plain(String property) {
        return property.replaceAll("[.-]", "");
    }

    /// @return null for a default
    private @Nullable Place place(ConfigurationProperty found) {
        return place(found.getOrigin(), found.getName().toString());
    }

    private @Nullable Place place(@Nullable Origin origin, String property) {
        return switch (origin) {
            case SystemEnvironmentOrigin variable -> Place.variable(variable.getProperty());
            case TextResourceOrigin text -> isPackaged(text) ? shorter(property) : line(text);
            case PropertySourceOrigin source when source.getOrigin() != null ->
                    place(source.getOrigin(), property);
            case PropertySourceOrigin source -> named(source, property);
            case null -> null;
            case Origin other -> Place.argument(other.toString());
        };
    }

    private static boolean isPackaged(TextResourceOrigin text) {
        return String.valueOf(text.getResource()).contains("application.yaml");
    }

    private static Place line(TextResourceOrigin text) {
        TextResourceOrigin.Location location = text.getLocation();
        String file =
                text.getResource() == null
                        ? "a file"
                        : String.valueOf(text.getResource().getFilename());
        return new Place(
                ReadSettings.Source.FILE,
                location == null ? file : file + ":" + (location.getLine() + 1));
    }

    /// The shorter variable that a packaged default refers to, if it is set.
    private @Nullable Place shorter(String property) {
        String variable = variables.shorter().get(property.replaceAll("\\[\\d+]", ""));
        return variable == null || environment.getProperty(variable, "").isBlank()
                ? null
                : Place.variable(variable);
    }

    private @Nullable Place named(PropertySourceOrigin origin, String property) {
        String source = origin.getPropertySource().getName();
        if (source.equals(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)) {
            return Place.argument("--" + origin.getPropertyName());
        }
        if (source.equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            return Place.argument("-D" + origin.getPropertyName());
        }
        if (source.startsWith("secret files")) {
            return Place.variable(origin.getPropertyName() + SecretFiles.SUFFIX);
        }
        return shorter(property);
    }
}
