package dev.switchboard.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.SwitchboardApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

@Isolated("It sets a property of the process.")
class SettingsReportTest {

    @TempDir Path directory;

    private record Ran(int exit, String said) {}

    private Ran run(String command, String... properties) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments =
                Stream.of(
                                Stream.of("config", command),
                                Stream.of("--switchboard.data-dir=" + directory),
                                Stream.of(properties))
                        .flatMap(words -> words)
                        .toList();
        int exit =
                SettingsReport.run(
                        SwitchboardApplication.class, arguments, new PrintStream(out, true, UTF_8));
        return new Ran(exit, out.toString(UTF_8));
    }

    private String file(String... lines) throws IOException {
        Path file = Files.write(directory.resolve("ours.yml"), List.of(lines));
        return "--SWITCHBOARD_CONFIG=" + file;
    }

    @Test
    void saysThatEverySettingCanBeUsed() {
        Ran ran = run("check", "--switchboard.sweep=10s");

        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said())
                .containsPattern("switchboard\\.sweep += 10s   # --switchboard\\.sweep")
                .contains("Every setting can be used.");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        Ran ran =
                run(
                        "check",
                        "--switchboard.sweep=soon",
                        "--switchboard.retention=long",
                        "--server.port=99999",
                        "--logging.structured.format.console=xml");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said())
                .contains("SWITCHBOARD_SWEEP=soon cannot be used: it is a duration")
                .contains("SWITCHBOARD_RETENTION=long cannot be used: it is a duration")
                .contains("PORT=99999 cannot be used: it is a port from 1 to 65535.")
                .contains("SWITCHBOARD_LOG_FORMAT=xml cannot be used");
    }

    @Test
    void saysWhatHubsThatShareLack() {
        Ran ran = run("check", "--switchboard.cluster.enabled=true");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said())
                .contains("so it needs MONGO_URL.")
                .contains("so it needs SWITCHBOARD_MASTER_KEY.");
    }

    /// A start refuses each of these where it is used, or beside another setting.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    master-key=hush! | (switchboard.master-key) is not base64. Restore the key
                    master-key= | (switchboard.master-key) is set and blank.
                    admin-password=hush | (switchboard.admin-password) is too weak or too long
                    mongodb.uri=http://hush | (switchboard.mongodb.uri) is not a valid MongoDB
                    mongodb.uri=mongodb://hush/hub?w=1 | (switchboard.mongodb.uri) asks for w=1
                    console.logo=/proc/nope | (switchboard.console.logo) must be a file
                    egress.allow=http://localhost | is no host, host:port or network
                    pega.dms-url=https://dms.example/x | JWT_ISSUER (switchboard.pega.connection-id) and
                    pega.dms-url=http://dms.example/x pega.connection-id=us pega.jwt-secrets=hush-hush-hush-hush | must be https, unless its host is in
                    pega.claim-policy=legacy | is for development only
                    pega.claim-ttl=40d | must not be shorter than the claims of pega. Set
                    retention=1h | must not be shorter than the claims of systems without a setting for them. Set
                    yalo.providers.facebook.webhook-secrets=hush | must have at least 16 characters each
                    yalo.providers.facebook.webhook-secrets=hush-hush-hush-hush yalo.tenants.acme.providers.whatsapp.hmac-secrets=hush-hush-hush-hush | acme and salesforce have a secret in common
                    channels.callback-auth=open | is for development only
                    channels.sync-wait=1h | must be shorter than
                    identity.oidc.issuer-uri=http://issuer.example | must be an https URL. Set
                    """)
    void saysWhichSettingsNoHubStartsWith(String settings, String line) throws IOException {
        Ran ran =
                run(
                        "check",
                        Stream.of(settings.split(" "))
                                .map("--switchboard."::concat)
                                .toArray(String[]::new));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said()).contains(line).doesNotContain("hush");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("nothing was opened or made").isEmpty();
        }
    }

    @Test
    void saysWhereAFileSetsWhat() throws IOException {
        String file = file("switchboard:", "  sweep: 10s", "  egress:", "    allow: [localhost]");

        assertThat(run("print", file).said())
                .containsPattern("switchboard\\.sweep += 10s   # ours\\.yml:2")
                .containsPattern("switchboard\\.egress\\.allow\\[0] += localhost   # ours\\.yml:4");
    }

    @Test
    void prefersWhatIsNearerToTheStart() throws IOException {
        String file = file("switchboard: {sweep: 10s}");

        assertThat(run("print", file, "--switchboard.sweep=20s").said())
                .containsPattern("switchboard\\.sweep += 20s")
                .doesNotContain("10s");
    }

    @Test
    void namesTheLinesOfAFileThatSetNothing() throws IOException {
        Ran ran = run("check", file("switchboard:", "  swept: 10s"));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said())
                .contains(
                        "switchboard.swept sets nothing; the nearest that does is switchboard.sweep");
    }

    @Test
    void namesAFileThatThereIsNot() {
        Ran ran = run("check", "--SWITCHBOARD_CONFIG=" + directory.resolve("none.yml"));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said()).contains("none.yml cannot be used: it is a YAML file");
    }

    @Test
    void showsNoSecret() throws IOException {
        String file =
                file(
                        "switchboard:",
                        "  admin-password: correct-horse-battery",
                        "  pega.connections.acme:",
                        "    base-url: https://user:horse@acme.example.com");

        assertThat(run("print", file).said())
                .contains("[redacted]", "acme.example.com")
                .doesNotContain("horse");
    }

    @Test
    void namesThePropertiesOfTheProcess() {
        System.setProperty("switchboard.sweep", "11s");
        try {
            assertThat(run("print").said())
                    .containsPattern("switchboard\\.sweep += 11s   # -Dswitchboard\\.sweep");
        } finally {
            System.clearProperty("switchboard.sweep");
        }
    }

    @Test
    void printsAFileWithEverything() {
        String example = run("example").said();
        String uncommented =
                example.lines()
                        .filter(line -> !line.startsWith("#") && !line.matches(" *# {3}.*"))
                        .map(line -> line.replaceFirst("# ", ""))
                        .reduce("", "%s\n%s"::formatted);
        Map<String, Map<String, Object>> read = new Yaml().load(uncommented);

        assertThat(read).containsOnlyKeys("switchboard");
        assertThat(read.getOrDefault("switchboard", Map.of()))
                .containsEntry("sweep", "30s")
                .containsKeys("agent", "channels", "netomi", "pega", "yalo");
        assertThat(example).contains("how long settled messages are kept");
    }

    @Test
    void saysHowItIsUsed() {
        Ran ran = run("chekc");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.said()).startsWith("Usage: switchboard config check | print | example");
    }
}
