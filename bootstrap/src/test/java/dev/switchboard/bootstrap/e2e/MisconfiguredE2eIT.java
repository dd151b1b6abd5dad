package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The message for an operator's mistake: one line with the variable, its value and the allowed
/// values, whatever the log format is.
@Tag("nightly")
class MisconfiguredE2eIT {

    private static final Duration TO_END = Duration.ofMinutes(3);
    private static final String HUSH = "hush-hush";
    private static final Pattern USUAL = Pattern.compile("\"level\":\"INFO\"| INFO ");

    @TempDir Path directory;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("PORT=70000 cannot be used: it is a port from 1 to 65535", "PORT", "70000"),
                mistake("PORT=eight cannot be used: it is a port from 1 to 65535", "PORT", "eight"),
                mistake(
                        "SWITCHBOARD_LOG_FORMAT=xml cannot be used: it is ecs, gelf or logstash",
                        "SWITCHBOARD_LOG_FORMAT",
                        "xml"),
                mistake(
                        "SWITCHBOARD_PUBLIC_URL=chat.example.com (switchboard.public-url) must be a"
                                + " complete",
                        "SWITCHBOARD_PUBLIC_URL",
                        "chat.example.com"),
                mistake(
                        "SWITCHBOARD_CONSOLE_LOGO=/proc/nope (switchboard.console.logo) must be a"
                                + " file that the hub can read",
                        "SWITCHBOARD_CONSOLE_LOGO",
                        "/proc/nope"),
                mistake(
                        "SWITCHBOARD_SWEEP=often cannot be used: it is a duration",
                        "SWITCHBOARD_SWEEP",
                        "often"),
                mistake(
                        "SWITCHBOARD_SWEEP=0s (switchboard.sweep) must be positive",
                        "SWITCHBOARD_SWEEP",
                        "0s"),
                mistake(
                        "SWITCHBOARD_EGRESS_ALLOW (switchboard.egress.allow): 'http://localhost' is"
                                + " no host",
                        "SWITCHBOARD_EGRESS_ALLOW",
                        "http://localhost"),
                mistake(
                        "ALLOWED_ORIGIN (switchboard.sockets.allowed-origins) has"
                                + " 'https://shop.example/path'",
                        "ALLOWED_ORIGIN",
                        "https://shop.example/path"),
                mistake(
                        "SWITCHBOARD_TRUSTED_PROXIES (switchboard.trusted-proxies) has"
                                + " 'proxy.example'",
                        "SWITCHBOARD_TRUSTED_PROXIES",
                        "proxy.example"),
                mistake(
                        "SWITCHBOARD_FORWARD_HEADERS is no more",
                        "SWITCHBOARD_FORWARD_HEADERS",
                        "framework"),
                mistake(
                        "JWT_ISSUER (switchboard.pega.connection-id) and"
                                + " JWT_SECRET (switchboard.pega.jwt-secrets) are missing",
                        "DMS_URL",
                        "https://dms.example/x"),
                mistake(
                        "JWT_SECRET=[redacted] (switchboard.pega.jwt-secrets) must have at least 16"
                                + " bytes",
                        "DMS_URL",
                        "https://dms.example/x",
                        "JWT_ISSUER",
                        "us",
                        "JWT_SECRET",
                        HUSH),
                mistake(
                        "NETOMI_VIRTUAL_AGENT_ID (switchboard.netomi.virtual-agent-id) is missing",
                        "NETOMI_CHANNEL_REF_ID",
                        "us"),
                mistake(
                        "SWITCHBOARD_MONGODB_URI=[redacted] (switchboard.mongodb.uri) is not a"
                                + " valid MongoDB",
                        "SWITCHBOARD_MONGODB_URI",
                        "http://" + HUSH),
                mistake(
                        "(switchboard.mongodb.uri) asks for w=1",
                        "SWITCHBOARD_MONGODB_URI",
                        "mongodb://localhost/hub?w=1"),
                mistake(
                        "SWITCHBOARD_CLUSTER=true cannot be used: it is for hubs with one MongoDB and"
                                + " one master key, so it needs MONGO_URL",
                        "SWITCHBOARD_CLUSTER",
                        "true"),
                mistake(
                        "so it needs SWITCHBOARD_MASTER_KEY",
                        "SWITCHBOARD_CLUSTER",
                        "true",
                        "SWITCHBOARD_MONGODB_URI",
                        "mongodb://localhost/hub"),
                mistake(
                        "SWITCHBOARD_CLUSTER_ADDRESS=https://10.0.0.7:8002"
                                + " (switchboard.cluster.address) must be an http URL",
                        "SWITCHBOARD_CLUSTER_ADDRESS",
                        "https://10.0.0.7:8002"),
                mistake(
                        "SWITCHBOARD_ADMIN_PASSWORD=[redacted] (switchboard.admin-password) is too"
                                + " weak or too long: it has 12 to 200 characters",
                        "SWITCHBOARD_ADMIN_PASSWORD",
                        HUSH.substring(0, 4)),
                mistake(
                        "SWITCHBOARD_YALO_TENANTS_ACME_STATE_DELAY=-1s"
                                + " (switchboard.yalo.tenants.acme.state-delay) must not be negative",
                        "SWITCHBOARD_YALO_TENANTS_ACME_STATE_DELAY",
                        "-1s"),
                mistake(
                        "(switchboard.yalo.tenants): acme and salesforce have a secret in common",
                        "INTEGRATIONS_SIGNATURE",
                        HUSH + HUSH,
                        "SWITCHBOARD_YALO_TENANTS_ACME_PROVIDERS_WHATSAPP_HMACSECRETS",
                        HUSH + HUSH),
                mistake(
                        "WEBHOOK_BEARER_TOKEN=[redacted] (switchboard.netomi.webhook.bearer-tokens)"
                                + " must have at least 16 characters each: make one with openssl",
                        "WEBHOOK_BEARER_TOKEN",
                        HUSH),
                mistake(
                        "(switchboard.yalo.providers.facebook.webhook-secrets) must have at least 16"
                                + " characters each",
                        "INTEGRATIONS_SIGNATURE",
                        HUSH),
                mistake(
                        "SWITCHBOARD_IDENTITY_ADMIN_NETWORKS (switchboard.identity.admin-networks):"
                                + " everywhere is neither an address nor a network",
                        "SWITCHBOARD_IDENTITY_ADMIN_NETWORKS",
                        "everywhere"),
                mistake(
                        "SWITCHBOARD_MASTER_KEY=[redacted] (switchboard.master-key)",
                        "SWITCHBOARD_MASTER_KEY",
                        HUSH));
    }

    private static Arguments mistake(String line, String... variables) {
        Map<String, String> set = new TreeMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            set.put(variables[i], variables[i + 1]);
        }
        return Arguments.of(line, set);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInOneLine(String line, Map<String, String> variables) {
        assertThat(refused(directory, variables))
                .singleElement()
                .asString()
                .contains(line)
                .doesNotContain(HUSH);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldBeforeAStart(String line, Map<String, String> variables) {
        HubProgram check = QuickStart.program().given("config", "check");
        try (HubProcess program = new HubProcess(check, directory, variables)) {
            program.spawn();

            assertThat(program.awaitEnd(TO_END)).as(program::log).isEqualTo(1);
            assertThat(program.log()).contains(line).doesNotContain(HUSH);
            assertThat(program.dataDirectory()).doesNotExist();
        }
    }

    /// Only a start makes it.
    @Test
    void isToldInOneLineOfADataDirectoryThatCannotBeMade() {
        assertThat(refused(directory, Map.of("DATA_DIR", "/proc/nope")))
                .singleElement()
                .asString()
                .contains("DATA_DIR=/proc/nope cannot be used: it is a directory");
    }

    @Test
    void isToldInOneLineOfPlainText() {
        assertThat(refused(directory, Map.of("PORT", "70000", "SWITCHBOARD_LOG_FORMAT", "")))
                .singleElement()
                .asString()
                .endsWith(
                        "Switchboard does not start: PORT=70000 cannot be used: it is a port from 1"
                                + " to 65535.");
    }

    @Test
    void refusesAnotherMasterKeyThanTheDataWasMadeWith() throws Exception {
        try (HubProcess hub = new HubProcess(QuickStart.program(), directory, Map.of())) {
            hub.start();
        }
        Files.delete(directory.resolve("data/keys/master.key"));
        Path again = Files.createDirectory(directory.resolve("again"));

        assertThat(refused(again, Map.of("DATA_DIR", directory.resolve("data").toString())))
                .singleElement()
                .asString()
                .contains("encrypted under another master key than the one given");
    }

    /// @return the log without the lines of a starting hub
    private static List<String> refused(Path directory, Map<String, String> variables) {
        try (HubProcess hub = new HubProcess(QuickStart.program(), directory, variables)) {
            hub.spawn();
            assertThat(hub.awaitEnd(TO_END)).as(hub::log).isEqualTo(1);
            return hub.log().lines().filter(line -> !USUAL.matcher(line).find()).toList();
        }
    }
}
