package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Reports in one line why the hub does not start: the variable, its value, and the allowed values.
/// The operator reads that instead of a stack trace; an internal error still has its stack trace.
/// Registered in `META-INF/spring.factories`.
final class StartRefusal implements SpringBootExceptionReporter, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger("dev.switchboard.start");

    private static final Pattern ONE_OF_OURS =
            Pattern.compile("(?:switchboard|server|management)\\..*");

    private final @Nullable ConfigurableApplicationContext context;

    /// @param context null if the failure came before there was one
    StartRefusal(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> reason = reason(failure);
        reason.ifPresent(line -> LOG.error("Switchboard does not start: {}", line));
        return reason.isPresent();
    }

    Optional<String> reason(Throwable failure) {
        Variables variables = variables();
        return complaint(failure)
                .map(complaint -> placed(complaint, failure))
                .or(() -> analysis(failure))
                .map(variables::named)
                .or(() -> bind(failure).map(bind -> unbound(bind, variables)))
                .or(() -> yaml(failure));
    }

    /// Returns where the settings file is no YAML. The line itself may have a secret.
    private static Optional<String> yaml(Throwable failure) {
        return causes(failure)
                .flatMap(cause ->
                        cause instanceof MarkedYAMLException marked
                                ? Stream.ofNullable(marked.getProblemMark())
                                : Stream.of())
                .map(mark ->
                        "the file with settings is no YAML: see line %d, column %d."
                                .formatted(mark.getLine() + 1, mark.getColumn() + 1))
                .findFirst();
    }

    private Variables variables() {
        return context == null ? Variables.NONE : Variables.of(context.getEnvironment());
    }

    /// Returns the message of a settings record or an adapter about a property.
    private static Optional<String> complaint(Throwable failure) {
        return causes(failure)
                .map(StartRefusal::text)
                .filter(message -> message != null && ONE_OF_OURS.matcher(message).matches())
                .reduce((_, deepest) -> deepest);
    }

    private static @Nullable String text(Throwable cause) {
        return cause instanceof UnusableSettingException unusable
                ? unusable.line()
                : cause.getMessage();
    }

    /// Nested settings report themselves under the outer name, so it is replaced by their full one.
    private static String placed(String complaint, Throwable failure) {
        BindException bind = bind(failure).orElse(null);
        Class<?> type = bind == null ? null : bind.getTarget().getType().resolve();
        ConfigurationProperties read =
                type == null ? null : type.getAnnotation(ConfigurationProperties.class);
        return bind == null || read == null
                ? complaint
                : complaint.replace(read.value() + ".", bind.getName() + ".");
    }

    private static Optional<BindException> bind(Throwable failure) {
        return causes(failure)
                .flatMap(cause ->
                        cause instanceof BindException bind ? Stream.of(bind) : Stream.of())
                .reduce((_, deepest) -> deepest);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /// Returns the result of the failure analyzers: the problem, and what to do.
    private Optional<String> analysis(Throwable failure) {
        if (causes(failure).anyMatch(BindException.class::isInstance)) {
            return Optional.empty(); // their text would print the value, secret or not
        }
        return analyzers().stream()
                .flatMap(analyzer -> Stream.ofNullable(analyzer.analyze(failure)))
                .findFirst()
                .map(StartRefusal::oneLine);
    }

    private List<FailureAnalyzer> analyzers() {
        ArgumentResolver arguments =
                context == null
                        ? ArgumentResolver.none()
                        : ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                                .and(Environment.class, context.getEnvironment());
        return SpringFactoriesLoader.forDefaultResourceLocation(StartRefusal.class.getClassLoader())
                .load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((_, _) -> {}));
    }

    private static String oneLine(FailureAnalysis analysis) {
        return Stream.of(analysis.getDescription(), analysis.getAction())
                .filter(part -> part != null && !part.isBlank())
                .map(part -> part.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining(" "));
    }

    private static String unbound(BindException failure, Variables variables) {
        String property = property(failure);
        return variables.name(property)
                + variables.value(property).map(value -> "=" + value).orElse("")
                + " cannot be used: "
                + allowed(failure.getTarget().getType().resolve(Object.class));
    }

    private static String property(BindException failure) {
        return failure.getProperty() == null
                ? failure.getName().toString()
                : failure.getProperty().getName().toString();
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "it is one of ", "."));
        }
        if (type == Duration.class) {
            return "it is a duration such as 500ms, 10s, 5m, 24h or 30d.";
        }
        if (type == DataSize.class) {
            return "it is a size such as 64KB or 1MB.";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "it is true or false.";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "it is a whole number.";
        }
        return "docs/configuration.md says what is allowed.";
    }
}
