package dev.switchboard.bootstrap.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.aot.AotDetector;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.PropertyPlaceholderHelper;

/// Uses the bean definitions that the build generated, instead of computing them at each start,
/// which takes a third of it.
///
/// The set of beans depends on framework settings, and the build knew only those in
/// `application.yaml`. If others are set, the beans are computed, and the start is slower.
/// `spring.aot.enabled` overrides this. The beans of the configured store and of hubs that share
/// one are chosen by registrars, which run at each start.
public final class PreparedBeans
        implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final List<String> FRAMEWORK =
            List.of("spring.", "server.", "management.", "springdoc.");

    /// No bean depends on these values; of the two ports only whether they are equal matters.
    private static final Set<String> VALUES =
            Set.of(
                    "spring.backgroundpreinitializer.ignore",
                    "server.port",
                    "management.server.port",
                    "management.server.address",
                    "management.opentelemetry.tracing.export.otlp.endpoint",
                    "springdoc.swagger-ui.oauth2-redirect-url");

    private static final String PACKAGED = "class path resource [application.yaml]";

    /// The framework's own source about the process.
    private static final String PROCESS = "applicationInfo";

    private static final PropertyPlaceholderHelper DEFAULTS =
            new PropertyPlaceholderHelper("${", "}", ":", '\\', true);

    private final Class<?> application;

    /// @param application the application class; the build may not have prepared it, as in tests
    public PreparedBeans(Class<?> application) {
        this.application = application;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null
                && ClassUtils.isPresent(
                        application.getName() + "__ApplicationContextInitializer",
                        application.getClassLoader())
                && fit(event.getEnvironment())) {
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        }
    }

    /// Whether the settings match the beans that the build prepared.
    static boolean fit(ConfigurableEnvironment environment) {
        return environment.getActiveProfiles().length == 0
                && ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
                && environment.getPropertySources().stream()
                        .allMatch(source -> leavesTheFramework(source, environment));
    }

    private static boolean leavesTheFramework(
            PropertySource<?> source, ConfigurableEnvironment environment) {
        if (!(source instanceof EnumerablePropertySource<?> named)
                || source.getName().equals(PROCESS)) {
            return true;
        }
        Stream<String> settings =
                Stream.of(named.getPropertyNames()).filter(PreparedBeans::isOfTheFramework);
        return source.getName().contains(PACKAGED)
                ? settings.allMatch(name -> isAsPackaged(name, named, environment))
                : settings.findAny().isEmpty();
    }

    private static boolean isOfTheFramework(String name) {
        String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return FRAMEWORK.stream().anyMatch(property::startsWith) && !VALUES.contains(property);
    }

    private static boolean isAsPackaged(
            String name,
            EnumerablePropertySource<?> packaged,
            ConfigurableEnvironment environment) {
        String text = String.valueOf(packaged.getProperty(name));
        return DEFAULTS.replacePlaceholders(text, _ -> null).equals(environment.getProperty(name));
    }
}
