package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EarlySettingsTest {

    private static final String[] NO_ARGUMENTS = {};

    @TempDir Path directory;

    private final SpringApplication application = new SpringApplication(EarlySettingsTest.class);

    /// Runs the start up to the check of these settings.
    private ConfigurableEnvironment start(Map<String, String> settings) {
        return start(settings, Map.of());
    }

    private ConfigurableEnvironment start(
            Map<String, String> settings, Map<String, Object> variables) {
        Map<String, Object> all = new HashMap<>();
        all.put("switchboard.data-dir", data().toString());
        all.putAll(settings);
        ConfigurableEnvironment environment =
                new StandardEnvironment() {
                    @Override
                    public Map<String, Object> getSystemEnvironment() {
                        return variables;
                    }
                };
        environment.getPropertySources().addFirst(new MapPropertySource("operator", all));
        EarlySettings early = new EarlySettings();
        early.onApplicationEvent(
                new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(), application, NO_ARGUMENTS, environment));
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);
        early.onApplicationEvent(
                new ApplicationContextInitializedEvent(application, NO_ARGUMENTS, context));
        return environment;
    }

    /// Otherwise a file would override the few variables that are shorter than their properties.
    @Test
    void prefersShorterVariablesToTheFile() {
        ConfigurableEnvironment environment =
                withAFile(Map.of("PORT", "9100"), Map.of("server.port", "${PORT:8000}"));

        SettingsFile.addTo(environment);

        assertThat(environment.getProperty("server.port")).isEqualTo("9100");
    }

    /// A page of the bot may not lose its socket because a desk has pages too.
    @Test
    void joinsTheOriginsOfAllSystemsBesideAFile() {
        String joined = "${switchboard.netomi.allowed-origins:},${ALLOWED_ORIGIN:}";
        ConfigurableEnvironment environment =
                withAFile(
                        Map.of("ALLOWED_ORIGIN", "https://desk.example"),
                        Map.of(
                                "switchboard.netomi.allowed-origins",
                                "https://bot.example",
                                "switchboard.sockets.allowed-origins",
                                joined));

        SettingsFile.addTo(environment);

        assertThat(environment.getProperty("switchboard.sockets.allowed-origins"))
                .isEqualTo("https://bot.example,https://desk.example");
    }

    private static ConfigurableEnvironment withAFile(
            Map<String, Object> variables, Map<String, Object> packaged) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.addLast(
                new MapPropertySource(
                        "Config resource 'file [switchboard.yml]'", Map.of("server.port", "9000")));
        sources.addLast(new MapPropertySource("class path resource [application.yaml]", packaged));
        return environment;
    }

    private Path data() {
        return directory.resolve("data");
    }

    @Test
    void refusesAPortThatIsTakenBeforeAnythingIsWritten() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String port = "" + other.getLocalPort();

            assertThatThrownBy(() -> start(Map.of("server.port", port)))
                    .isInstanceOf(UnusableSettingException.class)
                    .hasMessageContaining("=" + port + " cannot be used");
            assertThatThrownBy(
                            () -> start(Map.of("server.port", "0", "management.server.port", port)))
                    .isInstanceOf(UnusableSettingException.class)
                    .hasMessageContaining("MANAGEMENT_SERVER_PORT=" + port);
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void refusesOnePortForBoth() {
        assertThatThrownBy(() ->
                        start(Map.of("server.port", "8000", "management.server.port", "8000")))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessageContaining("MANAGEMENT_SERVER_PORT=8000 cannot be used");
        assertThat(data()).doesNotExist();
    }

    @Test
    void refusesADirectoryThatCannotBeMade() {
        assertThatThrownBy(() -> start(Map.of("switchboard.data-dir", "/proc/nope")))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessageContaining("SWITCHBOARD_DATA_DIR=/proc/nope cannot be used");
    }

    @Test
    void leavesFrameworksToTalkToWhoeverAsksForMore() {
        String jetty = "logging.level.org.eclipse.jetty";

        assertThat(start(Map.of()).getProperty(jetty)).isEqualTo("warn");
        assertThat(start(Map.of("logging.level.root", "DEBUG")).getProperty(jetty)).isNull();
    }

    @Test
    void takesSecretsFromFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "hush-hush\n");
        var variables = Map.<String, Object>of("SWITCHBOARD_MASTER_KEY_FILE", file.toString());

        ConfigurableEnvironment environment = start(Map.of(), variables);
        ConfigurationPropertySources.attach(environment);

        assertThat(environment.getProperty("switchboard.master-key")).isEqualTo("hush-hush");
        assertThat(environment.getProperty("SWITCHBOARD_MASTER_KEY")).isEqualTo("hush-hush");
    }

    @Test
    void refusesASecretThatCannotBeReadOrIsSetTwice() throws IOException {
        String missing = directory.resolve("missing").toString();
        String key = "SWITCHBOARD_MASTER_KEY";

        assertThatThrownBy(() -> start(Map.of(), Map.of(key + "_FILE", missing)))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage(key + "_FILE=" + missing + " cannot be used:");
        assertThatThrownBy(() -> start(Map.of(), Map.of(key + "_FILE", missing, key, "hush")))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage(key + " and " + key + "_FILE are both set:");
    }

    @Test
    void makesTheDirectory() {
        start(Map.of());

        assertThat(data()).isDirectory();
    }
}
