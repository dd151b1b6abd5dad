package dev.switchboard.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// The files under `deploy/` and `docs/operations/` name only existing commands, paths and
/// settings, and fit the hub's own times.
class DeployFilesTest {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final Path DEPLOY = HOUSE.resolve("deploy");
    private static final Path OPERATIONS = HOUSE.resolve("docs/operations");

    /// The longest time that a hub takes to stop.
    private static final Duration TO_END = Duration.ofSeconds(30);

    private static final Pattern VARIABLE =
            Pattern.compile("\\b(SWITCHBOARD_[A-Z_]*[A-Z]|DATA_DIR|SESSIONS_SERVER|PORT)\\b");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @TempDir Path directory;

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static String deployed(String name) {
        return text(DEPLOY.resolve(name));
    }

    private static Stream<MatchResult> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results();
    }

    private static String only(String pattern, String text) {
        List<String> all = found(pattern, text).map(match -> match.group(1)).toList();
        assertThat(all).as(pattern).hasSize(1);
        return all.getFirst();
    }

    private static Duration seconds(String pattern, String text) {
        return Duration.ofSeconds(Long.parseLong(only(pattern, text)));
    }

    /// The hub's idle timeout of a connection.
    private static Duration idle() {
        return seconds(
                "connection-idle-timeout: (\\d+)s",
                text(HOUSE.resolve("bootstrap/src/main/resources/application.yaml")));
    }

    @Test
    void aUnitStartsWhatThereIsAndGivesItTimeToEnd() {
        String unit = deployed("switchboard.service");
        String start = only("^ExecStart=(\\S+)$", unit);

        assertThat(start).startsWith("/opt/switchboard/");
        assertThat(HOUSE.resolve(start.substring("/opt/switchboard/".length()))).isExecutable();
        assertThat(seconds("^TimeoutStopSec=(\\d+)$", unit)).isGreaterThan(TO_END);
        assertThat(only("^StateDirectory=(\\S+)$", unit))
                .isEqualTo(only("^Environment=DATA_DIR=/var/lib/(\\S+)$", unit));
    }

    /// It may write only its data, and its memory is not dumped.
    @Test
    void aUnitOnlyReadsItsProgram() {
        String unit = deployed("switchboard.service");

        assertThat(unit)
                .doesNotContain("ReadWritePaths")
                .contains("ProtectSystem=strict", "LimitCORE=0", "ProtectProc=invisible")
                .containsPattern("(?m)^MemoryMax=")
                .containsPattern("(?m)^SystemCallFilter=@system-service");
    }

    /// Uses the paths of this checkout, because nothing is installed. A build beside a running demo
    /// replaces the jars, whose classes it has not all loaded yet.
    @Test
    void aDemoRunsFromCopiesOfTheJars() {
        String demo = text(HOUSE.resolve("scripts/demo.sh"));

        assertThat(demo).contains("extract --destination \"$work/hub\"", "cp \"$2\" \"$work/\"");
        assertThat(found("[^ \"]*\\.jar", only("exec \"\\$java\" (.*\\n.*)$", demo)))
                .extracting(MatchResult::group)
                .isNotEmpty()
                .allMatch(jar -> jar.contains("$work/"));
    }

    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        Path verify = Path.of("/usr/bin/systemd-analyze");
        assumeThat(verify).as("systemd is not installed here").isExecutable();
        Path unit = directory.resolve("switchboard.service");
        Files.writeString(
                unit,
                deployed("switchboard.service").replace("/opt/switchboard", HOUSE.toString()));

        Process process =
                new ProcessBuilder(verify.toString(), "verify", "--man=no", unit.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        // it also checks other installed units
        assertThat(said.lines().filter(line -> line.contains("switchboard.service"))).isEmpty();
    }

    @Test
    void anImageIsMadeOfFilesThatThereAre() {
        String file = deployed("Containerfile");

        assertThat(file)
                .contains("make dist JRE=yes", "bin/switchboard prepare")
                .contains("USER 10001:10001", "/livez", "DATA_DIR=/data")
                .contains("ENTRYPOINT [\"/opt/switchboard/bin/switchboard\"]");
        assertThat(text(HOUSE.resolve("scripts/dist.sh")))
                .contains("bootstrap/target/$archive", "name=switchboard-$version-");
        assertThat(text(HOUSE.resolve(".containerignore")))
                .contains(".git", "**/target", "**/node_modules", "data");
    }

    @Test
    void anImageIsMadeAsHadolintLikesIt() {
        assertThat(Checker.said("hadolint", DEPLOY.resolve("Containerfile").toString())).isEmpty();
    }

    /// The other scripts needed by a start.
    private static List<String> startedWith(String script) {
        return found("\\b(scripts/[A-Za-z-]+\\.sh|bin/switchboard)\\b", script)
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static Map<String, Map<String, Object>> composed(String part) {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(deployed("compose.yaml"));
        return file.getOrDefault(part, Map.of());
    }

    @Test
    void aCompositionFitsTheImage() {
        Map<String, Map<String, Object>> services = composed("services");
        Map<String, Object> hub = services.getOrDefault("hub", Map.of());

        assertThat(hub.get("build")).asString().contains("dockerfile=deploy/Containerfile");
        assertThat(DEPLOY.resolve("Containerfile")).exists();
        assertThat(hub).containsEntry("read_only", true).containsEntry("tmpfs", List.of("/tmp"));
        assertThat(hub.get("volumes")).asString().contains(":/data");
        assertThat(Duration.parse("PT" + hub.get("stop_grace_period"))).isGreaterThan(TO_END);
        assertThat(services.get("mongodb"))
                .extractingByKey("environment")
                .asString()
                .contains("MONGO_INITDB_ROOT_PASSWORD");
        assertThat(services.values())
                .allSatisfy(service ->
                        assertThat(service)
                                .containsEntry("cap_drop", List.of("ALL"))
                                .containsEntry("security_opt", List.of("no-new-privileges:true")));
    }

    /// The second hub and the balancer come with a profile, and only where both hubs have one key.
    @Test
    void aCompositionOfTwoHubsFitsItsBalancer() {
        Map<String, Map<String, Object>> services = composed("services");
        Map<String, Object> second = services.getOrDefault("second", Map.of());
        Map<String, Object> balancer = services.getOrDefault("balancer", Map.of());

        assertThat(List.of(second, balancer))
                .allSatisfy(service ->
                        assertThat(service).containsEntry("profiles", List.of("two-hubs")));
        assertThat(second)
                .containsEntry(
                        "environment", services.getOrDefault("hub", Map.of()).get("environment"))
                .containsEntry("volumes", List.of("second-keys:/data"))
                .containsEntry("ports", List.of());
        assertThat(balancer.get("volumes")).asString().contains("./hubs.Caddyfile:");
        assertThat(deployed("hubs.Caddyfile"))
                .contains("reverse_proxy hub:8000 second:8000", "health_uri /readyz")
                .contains("client_ip_hash");
        assertThat(composed("networks").toString())
                .contains(only("TRUSTED_PROXIES:-([0-9./]+)}", deployed("compose.yaml")));
    }

    @Test
    void proxiesEndIdleConnectionsBeforeTheHubDoes() {
        assertThat(seconds("^\\s+keepalive_timeout (\\d+)s;$", deployed("nginx.conf")))
                .isLessThan(idle());
        assertThat(seconds("^\\s+keepalive (\\d+)s$", deployed("Caddyfile"))).isLessThan(idle());
        assertThat(seconds("^\\s+keepalive (\\d+)s$", deployed("hubs.Caddyfile")))
                .isLessThan(idle());
    }

    @Test
    void proxiesAreMorePatientWithSocketsThanTheHub() {
        String documented = text(HOUSE.resolve("docs/configuration.md"));
        Duration silence =
                seconds("sockets\\.ping-interval` \\| `(\\d+)s`", documented)
                        .plus(seconds("sockets\\.ping-timeout` \\| `(\\d+)s`", documented));
        String sockets = only("(?s)location ~ \\^/\\(socket(.*?)\n    }", deployed("nginx.conf"));

        assertThat(seconds("proxy_read_timeout (\\d+)s;", sockets)).isGreaterThan(silence);
    }

    /// The hub trusts these headers, so the proxy must replace those of callers.
    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "Caddyfile"})
    void proxiesDropWhatStrangersForward(String name) {
        assertThat(deployed(name))
                .containsPattern("[ -]Forwarded[ \n]")
                .contains("X-Forwarded-Prefix", "X-Forwarded-Ssl")
                .contains("127.0.0.1:8000")
                .contains("SWITCHBOARD_TRUSTED_PROXIES=127.0.0.1");
        assertThat(deployed(name)).doesNotContain("8001");
    }

    /// A location of nginx that sets one header inherits none of the others.
    @Test
    void nginxForwardsTheSameFromEveryLocation() {
        assertThat(
                        found("(?s)\n    location [^{]*\\{.*?\n    }", deployed("nginx.conf"))
                                .map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(location -> assertThat(location).doesNotContain("proxy_set_header"));
    }

    @Test
    void everySettingIsOneOfTheHubs() throws IOException {
        String known =
                text(HOUSE.resolve("docs/configuration.md"))
                        + text(HOUSE.resolve("docs/operations/running.md"))
                        + text(HOUSE.resolve("bootstrap/src/main/resources/application.yaml"));
        Set<String> variables =
                found("`([a-z0-9.-]+)`", known)
                        .map(setting -> variable(setting.group(1)))
                        .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (Path file : files()) {
            VARIABLE.matcher(text(file))
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replaceFirst("_FILE$", ""))
                    .filter(name -> !known.contains(name) && !variables.contains(name))
                    .forEach(name -> unknown.add(file.getFileName() + ": " + name));
        }

        assertThat(unknown).isEmpty();
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> deploy = Files.walk(DEPLOY);
                Stream<Path> documents = Files.list(OPERATIONS)) {
            return Stream.concat(deploy, documents).filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : files()) {
            if (!file.toString().endsWith(".md")) {
                continue;
            }
            for (MatchResult link : LINK.matcher(text(file)).results().toList()) {
                Path target = file.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target) || !hasSection(target, link.group(2))) {
                    broken.add(file.getFileName() + ": " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean hasSection(Path target, @Nullable String anchor) {
        return anchor == null
                || found("^#+ (.+)$", text(target))
                        .map(match -> "#" + anchorOf(match.group(1)))
                        .anyMatch(anchor::equals);
    }

    private static String anchorOf(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    @Test
    void theRuleOfDeliveryIsTheHubsOwn() {
        String rule = text(OPERATIONS.resolve("delivery.md"));
        List<Duration> steps = RetryPolicy.SHARED.schedule();

        for (int i = 0; i < steps.size(); i++) {
            assertThat(seconds("^\\| %d(?: and more)? \\| (\\d+) s \\|$".formatted(i + 1), rule))
                    .isEqualTo(steps.get(i));
        }
        assertThat(rule)
                .contains(
                        "up to %.0f %% shorter".formatted(100 * RetryPolicy.SHARED.jitter()),
                        "up to %d minutes"
                                .formatted(RetryPolicy.SHARED.maxRetryAfter().toMinutes()),
                        "the age of **%d h**".formatted(RetryPolicy.SHARED.maxAge().toHours()),
                        "nothing through for %d s"
                                .formatted(GateSettings.CHANNEL.firstPause().toSeconds()),
                        "| channel | %d | %d min |"
                                .formatted(
                                        GateSettings.CHANNEL.concurrency(),
                                        GateSettings.CHANNEL.longestPause().toMinutes()));
    }

    /// Checks the project's own commands: scripts and targets of the Makefile.
    @Test
    void everyCommandIsThere() throws IOException {
        Set<String> targets =
                found("^([a-z-]+):", text(HOUSE.resolve("Makefile")))
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        for (Path file : files()) {
            assertThat(found("(?:^|`)make ([a-z-]+)", text(file)).map(match -> match.group(1)))
                    .as(file.toString())
                    .allMatch(targets::contains);
            assertThat(startedWith(text(file)))
                    .as(file.toString())
                    .allSatisfy(script -> assertThat(HOUSE.resolve(script)).exists());
        }
    }
}
