package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/// The documents under `docs/operations`, compared with the real metrics and logs of a hub.
@ExtendWith(SharedWorld.class)
@TestInstance(Lifecycle.PER_CLASS)
class OperationsE2eIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path DOCUMENTS = Path.of("../docs/operations");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern CONDITION = Pattern.compile("[{,]([a-z_]+)[=!]");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /// A metric's name in an expression, with its label conditions.
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:switchboard|http|logback|jvm|process)_[a-z0-9_]+)(\\{[^}]*})?");

    /// The figures that have a row for each target. They appear one after the other, and a scrape
    /// may come between.
    private static final Set<String> ROWS =
            Set.of(
                    "switchboard_parked_deliveries",
                    "switchboard_parked_age_seconds",
                    "switchboard_circuit",
                    "switchboard_target_failures");

    private final World world;
    private final Map<String, Family> exported;

    OperationsE2eIT(World world) {
        this.world = world;
        this.exported = exported();
    }

    /// The metrics under one name of the exposition.
    private static final class Family {

        private String type = "";
        private String help = "";
        private final Set<String> labels = new TreeSet<>();
    }

    /// Makes one delivery of each kind: taken, parked, and to a target that is away.
    private Map<String, Family> exported() {
        world.send(world.channel(), "figures", "taken");
        String refusing = world.channel();
        world.simulators.channel(refusing).follow("[{\"status\":400}]");
        world.send(refusing, refusing, "refused");
        String away = world.channel();
        world.simulators.channel(away).follow("[{\"status\":503,\"repeat\":1000}]");
        world.send(away, away, "waits");
        HubClient management = HubClient.strangerAt(world.hub.managementUrl());
        return await().atMost(SOON)
                .until(
                        () -> families(management.get("/actuator/prometheus").body()),
                        found -> found.keySet().containsAll(ROWS));
    }

    private static Map<String, Family> families(String exposition) {
        Map<String, Family> families = new HashMap<>();
        exposition
                .lines()
                .forEach(line -> {
                    String[] words = line.split(" ", 4);
                    if (line.startsWith("# HELP")) {
                        of(families, words[2]).help = words.length > 3 ? words[3] : "";
                    } else if (line.startsWith("# TYPE")) {
                        of(families, words[2]).type = words[3];
                    } else if (line.contains("{")) {
                        String name = line.substring(0, line.indexOf('{'));
                        Set<String> labels = of(families, family(families, name)).labels;
                        found(LABEL, line).map(match -> match.group(1)).forEach(labels::add);
                        labels.remove("le");
                    }
                });
        return families;
    }

    private static Family of(Map<String, Family> families, String name) {
        return families.computeIfAbsent(name, _ -> new Family());
    }

    /// The parts of a histogram or a summary have their own names.
    private static String family(Map<String, Family> families, String sample) {
        String whole = sample.replaceFirst("_(bucket|count|sum)$", "");
        return families.containsKey(sample) || !families.containsKey(whole) ? sample : whole;
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String document(String name) {
        try {
            return Files.readString(DOCUMENTS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A row of the tables in `metrics.md`.
    private record Row(String name, String type, Set<String> labels, Set<String> alerts) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(
                    quoted(cells[1]).iterator().next(),
                    cells[2].strip(),
                    quoted(cells[3]),
                    quoted(cells[5]));
        }

        private static Set<String> quoted(String cell) {
            return found(QUOTED, cell)
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<Row> rows() {
        return document("metrics.md")
                .lines()
                .filter(line -> line.matches("\\| `[a-z_]+` \\| (counter|gauge|histogram) .*"))
                .map(Row::of)
                .toList();
    }

    private record Alert(String name, String expression) {}

    private static List<Alert> alerts() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(document("alerts.yml"));
        return file.getOrDefault("groups", List.of()).stream()
                .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                .map(rule ->
                        new Alert(
                                String.valueOf(rule.get("alert")),
                                String.valueOf(rule.get("expr"))))
                .toList();
    }

    @Test
    void documentsEveryFigureOfItsOwnAsItIs() {
        Map<String, String> documented = new TreeMap<>();
        rows().forEach(row -> documented.put(row.name(), row.type() + " " + row.labels()));

        Map<String, String> real = new TreeMap<>();
        exported.forEach((name, family) -> {
            boolean longest =
                    exported.containsKey(name.replaceFirst("_max$", ""))
                            && name.endsWith("_seconds_max");
            boolean ours = name.startsWith("switchboard_") || documented.containsKey(name);
            if (ours && !longest) {
                real.put(name, family.type + " " + family.labels);
            }
        });

        assertThat(documented).isEqualTo(real).hasSizeGreaterThan(30);
    }

    @Test
    void saysOfEveryFigureWhatItIs() {
        assertThat(exported)
                .allSatisfy((name, family) -> assertThat(family.help).as(name).isNotBlank());
    }

    @Test
    void hasRulesForWhatIsExportedAndNothingElse() {
        assertThat(alerts())
                .hasSizeGreaterThan(15)
                .allSatisfy(alert -> assertExported(alert.name(), alert.expression()));
    }

    @Test
    void saysOfEachAlertWhatToDo() {
        Set<String> rules = alerts().stream().map(Alert::name).collect(Collectors.toSet());
        Set<String> sections =
                document("runbook.md")
                        .lines()
                        .filter(line -> line.startsWith("### Switchboard"))
                        .map(line -> line.substring("### ".length()))
                        .collect(Collectors.toSet());
        Set<String> named =
                rows().stream().flatMap(row -> row.alerts().stream()).collect(Collectors.toSet());
        named.add("SwitchboardDown"); // Prometheus' own figure

        assertThat(sections).isEqualTo(rules);
        assertThat(named).isEqualTo(rules);
    }

    @Test
    void hasABoardOfWhatIsExported() {
        JsonNode board = Answer.JSON.readTree(document("dashboard.json"));
        List<String> expressions = board.findValuesAsString("expr");

        assertThat(expressions)
                .hasSizeGreaterThan(20)
                .allSatisfy(expression -> assertExported("the board", expression));
        assertThat(board.path("panels").valueStream())
                .filteredOn(panel -> !panel.path("type").asString().equals("row"))
                .allSatisfy(panel -> assertThat(panel.path("description").asString()).isNotEmpty());
    }

    private void assertExported(String who, String expression) {
        found(METRIC, expression)
                .forEach(match -> {
                    String name = family(exported, match.group(1));
                    Family family = exported.get(name);
                    assertThat(family).as("%s: %s", who, name).isNotNull();
                    if (family != null && match.group(2) != null) {
                        Set<String> known = new TreeSet<>(family.labels);
                        known.addAll(List.of("instance", "job"));
                        assertThat(known)
                                .as("%s: %s", who, match.group())
                                .containsAll(labelsOf(match.group(2)));
                    }
                });
    }

    private static List<String> labelsOf(String selector) {
        return found(CONDITION, selector).map(match -> match.group(1)).toList();
    }

    /// The log lines of an action, as operators search for them.
    private List<JsonNode> logged(String action) {
        return world.hub
                .log()
                .lines()
                .filter(line -> line.contains("\"action\":\"" + action + "\""))
                .map(Answer.JSON::readTree)
                .toList();
    }

    @Test
    void logsWhatHappenedToADeliveryInFieldsAndNothingOfOneThatWentWell() {
        String channel = world.channel();
        world.simulators.channel(channel).follow("[{\"status\":400},{\"status\":503}]");
        String refused = id(world.send(channel, channel, "refused"));
        String waited = id(world.send(channel, channel, "waits and goes out"));
        String well = id(world.send(channel, channel + "-2", "goes out"));
        await().atMost(SOON).until(() -> world.texts(channel).size() >= 4);
        world.admin().post("/v1/parked/" + refused + "/redrive?target=channel:" + channel, "");

        await().atMost(SOON).until(() -> of("target_recovered", "target", "channel:" + channel));
        assertThat(of("delivery_parked", "message_id", refused)).isTrue();
        assertThat(of("delivery_redriven", "message_id", refused)).isTrue();
        assertThat(of("target_failing", "target", "channel:" + channel)).isTrue();
        assertThat(of("channel.create", "actor", "admin")).isTrue();
        assertThat(world.hub.log()).doesNotContain(well, waited);
    }

    @Test
    void logsThatAChannelSaidItIsGone() {
        String channel = world.channel();
        world.simulators.channel(channel).follow("[{\"status\":410}]");

        world.send(channel, channel, "to nobody");

        await().atMost(SOON).until(() -> of("channel_disabled", "target", "channel:" + channel));
    }

    @Test
    void logsThatALogInWasRefusedWithoutTheName() {
        world.stranger.post(
                "/v1/authenticate", "{\"username\":\"somebody-4711\",\"password\":\"guessed\"}");

        await().atMost(SOON).until(() -> !logged("log_in_refused").isEmpty());
        assertThat(world.hub.log()).doesNotContain("somebody-4711");
    }

    @Test
    void logsInOneLineThatTheHubIsReady() {
        assertThat(logged("ready"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("message").asString())
                                .matches("Switchboard \\S+ .*is ready at .*")
                                .contains(
                                        world.hub.url().toString(),
                                        world.hub.dataDirectory().toString(),
                                        ":%d/actuator/prometheus"
                                                .formatted(world.hub.managementUrl().getPort())));
    }

    @Test
    void tellsAdminsHowItsPartsAre() {
        JsonNode health = world.admin().get("/v1/health").json();

        assertThat(health.at("/parts/0/name").asString()).isEqualTo("store");
        assertThat(health.at("/parts/0/status").asString()).isEqualTo("UP");
        assertThat(health.at("/parts/0/since").asString()).isNotBlank();
        assertThat(world.service().get("/v1/health").status()).isEqualTo(403);
    }

    @Test
    void tellsAdminsThatItIsAloneWithItsStore() {
        JsonNode cluster = world.admin().get("/v1/cluster").json();

        assertThat(cluster.at("/state").asString()).isEqualTo("ALONE");
        assertThat(cluster.at("/since").asString()).isNotBlank();
        assertThat(cluster.at("/hubs").isEmpty()).isTrue();
        assertThat(cluster.at("/doubts").isEmpty()).isTrue();
        assertThat(world.service().get("/v1/cluster").status()).isEqualTo(403);
    }

    @Test
    void showsWhatHappenedJustNow() {
        Instant before = Instant.now().minusSeconds(1);
        String channel = world.channel();
        String session = channel + "-now";
        String message = id(world.send(channel, session, "just now"));

        JsonNode conversations = world.admin().get("/v1/conversations?order=recent").json();
        JsonNode messages = world.admin().get("/v1/messages?since=" + before).json();
        JsonNode trace = world.admin().get("/v1/messages/" + message + "/trace").json();

        assertThat(conversations.findValuesAsString("external_id")).contains(session);
        assertThat(messages.findValuesAsString("message_id")).contains(message);
        assertThat(trace.at("/deliveries/0/target").asString()).isEqualTo("channel:" + channel);
    }

    private boolean of(String action, String field, String value) {
        return logged(action).stream().anyMatch(line -> value.equals(line.path(field).asString()));
    }

    private static String id(Answer sent) {
        return sent.headers().firstValue("X-Message-Id").orElseThrow();
    }
}
