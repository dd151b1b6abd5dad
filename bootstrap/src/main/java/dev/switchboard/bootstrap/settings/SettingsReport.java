package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/// The commands about settings, none of which starts a hub, opens a store or listens:
///
///     config check     says which settings are set, where, and which cannot be used
///     config print     says which settings are set, and where
///     config example   prints a file with every setting and its default
public final class SettingsReport {

    private static final String NAME = "config";
    private static final String USAGE = "Usage: switchboard config check | print | example";
    private static final int WRONG = 1;
    private static final int MISUSED = 2;

    private final Class<?> hub;
    private final ConfigurableApplicationContext context;
    private final ConfigurableEnvironment environment;
    private final List<UnusableSettingException> complaints;
    private final KnownSettings known;
    private final PrintStream out;

    private SettingsReport(
            Class<?> hub,
            ConfigurableApplicationContext context,
            List<UnusableSettingException> complaints,
            KnownSettings known,
            PrintStream out) {
        this.hub = hub;
        this.context = context;
        this.environment = context.getEnvironment();
        this.complaints = complaints;
        this.known = known;
        this.out = out;
    }

    /// @param arguments of the program
    public static boolean isMeantBy(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(NAME);
    }

    /// @param hub the class that names all parts of the hub
    /// @param arguments of the program; after the command they are properties, as for a start
    /// @return the exit code: 0 if every setting can be used, 1 if not, 2 for an unknown command
    public static int run(Class<?> hub, List<String> arguments, PrintStream out) {
        String command = arguments.size() > 1 ? arguments.get(1) : "";
        if (!List.of("check", "print", "example").contains(command)) {
            out.println(USAGE);
            return MISUSED;
        }
        EarlySettings early = new EarlySettings(false);
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.addListeners(early);
        String[] properties = arguments.subList(2, arguments.size()).toArray(String[]::new);
        try (ConfigurableApplicationContext context = application.run(properties)) {
            SettingsReport settings =
                    new SettingsReport(hub, context, early.complaints(), KnownSettings.read(), out);
            return switch (command) {
                case "check" -> settings.check();
                case "print" -> settings.print();
                default -> settings.example();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The beans of a program that only reads its settings.
    static final class Nothing {}

    private int check() {
        print();
        List<String> wrong =
                Stream.of(
                                complaints.stream().map(UnusableSettingException::line),
                                known.records().flatMap(this::refusals),
                                RehearsedStart.failures(hub, environment).stream()
                                        .map(failure ->
                                                reason(
                                                        failure,
                                                        "A start fails, and its log says why.")),
                                UnknownVariables.warnings(environment, known).stream())
                        .flatMap(lines -> lines)
                        .distinct()
                        .toList();
        wrong.forEach(out::println);
        if (wrong.isEmpty()) {
            out.println(
                    "Every setting can be used. Only a start looks at the ports, the data directory and its"
                            + " keys, and whether others can be reached.");
        }
        return wrong.isEmpty() ? 0 : WRONG;
    }

    /// Binds a record as a start does, and again without what was refused, until nothing else is.
    private Stream<String> refusals(Class<?> type) {
        ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
        if (properties == null) {
            return Stream.empty();
        }
        List<String> refusals = new ArrayList<>();
        Without refused = new Without(new HashSet<>());
        boolean again = true;
        while (again) {
            try {
                Object _ =
                        Binder.get(environment, refused)
                                .bindOrCreate(properties.value(), Bindable.of(type));
                again = false;
            } catch (BindException e) {
                refusals.add(reason(e, e.getName() + " cannot be used."));
                ConfigurationProperty property = e.getProperty();
                again = refused.names().add(property == null ? e.getName() : property.getName());
            }
        }
        return refusals.stream();
    }

    private String reason(Exception failure, String otherwise) {
        return new StartRefusal(context).reason(failure).orElse(otherwise);
    }

    /// Leaves some properties at their defaults.
    private record Without(Set<ConfigurationPropertyName> names) implements BindHandler {

        @Override
        public <T> @Nullable Bindable<T> onStart(
                ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
            return names.contains(name) ? null : target;
        }
    }

    private int print() {
        SortedMap<String, EffectiveSettings.Given> given =
                new EffectiveSettings(environment, known).given();
        int widest = given.keySet().stream().mapToInt(String::length).max().orElse(0);
        given.forEach((name, value) ->
                out.printf(
                        "%-" + Math.max(1, widest) + "s = %s   # %s%n",
                        name,
                        value.value(),
                        value.place().name()));
        return 0;
    }

    private int example() {
        out.println(
                "# Every setting of the hub with its default. docs/configuration.md says more of each.");
        out.println("# Name the file in SWITCHBOARD_CONFIG, or start the hub beside it.");
        out.println("switchboard:");
        List<String> above = new ArrayList<>();
        for (Map.Entry<String, KnownSettings.Setting> one : known.settings().entrySet()) {
            List<String> path = List.of(one.getKey().split("\\."));
            List<String> parents = path.subList(1, path.size() - 1);
            int common = common(above, parents);
            for (int i = common; i < parents.size(); i++) {
                out.println("  ".repeat(i + 1) + "# " + parents.get(i) + ":");
            }
            above = parents;
            String indent = "  ".repeat(parents.size() + 1) + "# ";
            if (!one.getValue().description().isEmpty()) {
                out.println(indent + "  " + one.getValue().description());
            }
            out.println((indent + path.getLast() + ": " + one.getValue().usual()).stripTrailing());
        }
        return 0;
    }

    private static int common(List<String> one, List<String> other) {
        int length = 0;
        while (length < Math.min(one.size(), other.size())
                && one.get(length).equals(other.get(length))) {
            length++;
        }
        return length;
    }
}
