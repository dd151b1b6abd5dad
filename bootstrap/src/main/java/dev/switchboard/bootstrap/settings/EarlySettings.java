package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Checks the settings that are needed before anything else: the format of the log, the ports and
/// the data directory. Errors are reported as soon as there is a log, and before anything is
/// written. By then it is also known which vendors' clients have settings of their own, and which
/// settings they share.
public final class EarlySettings implements ApplicationListener<SpringApplicationEvent>, Ordered {

    private static final String LOG_FORMAT = "logging.structured.format.console";
    private static final Set<String> LOG_FORMATS = Set.of("ecs", "gelf", "logstash", "");
    private static final String DATA_DIRECTORY = "switchboard.data-dir";
    private static final String PORT = "server.port";
    private static final String MANAGEMENT_PORT = "management.server.port";
    private static final String CLUSTER = "switchboard.cluster.enabled";
    private static final List<String> OF_CLUSTERS =
            List.of("switchboard.mongodb.uri", "switchboard.master-key");
    private static final int HIGHEST_PORT = 65_535;
    private static final String ROOT_LEVEL = "logging.level.root";

    /// Log levels that silence the frameworks' start messages; the hub logs one line when it is
    /// ready.
    private static final Map<String, Object> QUIET =
            Map.of(
                    "logging.level.org.eclipse.jetty", "warn",
                    "logging.level.org.springframework", "warn",
                    "logging.level.org.mongodb.driver", "warn",
                    "logging.level.dev.switchboard.bootstrap.SwitchboardApplication", "warn");

    private static final Pattern PORT_NUMBER = Pattern.compile("\\d{1,5}");

    /// The default port of the metrics, which differs between hubs on one machine.
    private static final String NEXT_PORT = "switchboard.next-port";

    private final List<UnusableSettingException> complaints = new ArrayList<>();
    private final boolean starting;

    public EarlySettings() {
        this(true);
    }

    /// @param starting whether a hub starts: then the first complaint ends it. Otherwise the
    ///   complaints are collected, and nothing is tried
    EarlySettings(boolean starting) {
        this.starting = starting;
    }

    List<UnusableSettingException> complaints() {
        return complaints;
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        switch (event) {
            case ApplicationEnvironmentPreparedEvent prepared -> judge(prepared.getEnvironment());
            case ApplicationContextInitializedEvent initialized -> {
                if (starting && complaints.isEmpty() && !isBuilding()) {
                    tryOut(initialized.getApplicationContext().getEnvironment());
                }
                if (starting && !complaints.isEmpty()) {
                    throw complaints.getFirst();
                }
                TenantDefaults.addTo(initialized.getApplicationContext().getEnvironment());
            }
            default -> {}
        }
    }

    private void judge(ConfigurableEnvironment environment) {
        try {
            SecretFiles.addTo(environment);
            SettingsFile.addTo(environment);
            InheritedVariables.addTo(environment);
        } catch (UnusableSettingException unusable) {
            complaints.add(unusable);
        }
        Variables variables = Variables.of(environment);
        String format = environment.getProperty(LOG_FORMAT, "");
        if (!LOG_FORMATS.contains(format)) {
            environment.getPropertySources().addFirst(setting(LOG_FORMAT, ""));
            complain(
                    variables,
                    LOG_FORMAT,
                    format,
                    "ecs, gelf or logstash, or empty for plain text");
        }
        if ("INFO".equalsIgnoreCase(environment.getProperty(ROOT_LEVEL, "INFO"))) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("quiet frameworks", QUIET));
        }
        int port = port(environment, variables, PORT);
        environment
                .getPropertySources()
                .addLast(setting(NEXT_PORT, "" + (port == 0 ? 0 : port + 1)));
        if (port(environment, variables, MANAGEMENT_PORT) == port && port != 0) {
            complain(
                    variables,
                    MANAGEMENT_PORT,
                    "" + port,
                    "another port than " + variables.name(PORT) + ", for metrics need no token");
        }
        if (Boolean.parseBoolean(environment.getProperty(CLUSTER))) {
            OF_CLUSTERS.stream()
                    .filter(needed -> environment.getProperty(needed, "").isBlank())
                    .forEach(missing ->
                            complain(
                                    variables,
                                    CLUSTER,
                                    "true",
                                    "for hubs with one MongoDB and one master key, so it needs "
                                            + variables.name(missing)));
        }
        String directory = environment.getProperty(DATA_DIRECTORY, "data");
        if (!isUsable(Path.of(directory))) {
            complain(
                    variables,
                    DATA_DIRECTORY,
                    directory,
                    "a directory that the hub may write into, or make");
        }
    }

    /// The build defines beans from the settings; it neither listens nor stores.
    private static boolean isBuilding() {
        return Boolean.getBoolean("spring.aot.processing");
    }

    /// Checks what only a trial shows: whether the ports are free, and then whether the directory
    /// can be created.
    private void tryOut(ConfigurableEnvironment environment) {
        Variables variables = Variables.of(environment);
        listen(environment, variables, PORT, environment.getProperty("server.address"));
        listen(
                environment,
                variables,
                MANAGEMENT_PORT,
                environment.getProperty("management.server.address"));
        if (complaints.isEmpty()) {
            make(environment.getProperty(DATA_DIRECTORY, "data"), variables);
        }
    }

    private void listen(
            ConfigurableEnvironment environment,
            Variables variables,
            String property,
            @Nullable String address) {
        int port = environment.getProperty(property, Integer.class, 0);
        if (port == 0) {
            return;
        }
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(
                    address == null
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(address, port));
        } catch (IOException e) {
            complain(
                    variables,
                    property,
                    "" + port,
                    "a port that is free and may be listened on (%s)".formatted(e.getMessage()));
        }
    }

    private void make(String directory, Variables variables) {
        try {
            PrivateData.make(Path.of(directory));
        } catch (IOException _) {
            complain(
                    variables,
                    DATA_DIRECTORY,
                    directory,
                    "a directory that the hub may write into, or make");
        }
    }

    private static boolean isUsable(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there.getParent() != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    private static MapPropertySource setting(String property, String value) {
        return new MapPropertySource(property, Map.of(property, value));
    }

    /// @return 0, which means any port, for an invalid one
    private int port(ConfigurableEnvironment environment, Variables variables, String property) {
        String text = environment.getProperty(property, "0");
        if (PORT_NUMBER.matcher(text).matches() && Integer.parseInt(text) <= HIGHEST_PORT) {
            return Integer.parseInt(text);
        }
        complain(variables, property, text, "a port from 1 to %d".formatted(HIGHEST_PORT));
        environment.getPropertySources().addFirst(setting(property, "0"));
        return 0;
    }

    private void complain(Variables variables, String property, String value, String allowed) {
        complaints.add(
                new UnusableSettingException(
                        "%s=%s cannot be used:".formatted(variables.name(property), value),
                        "it is %s.".formatted(allowed)));
    }
}
