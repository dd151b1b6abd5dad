package dev.switchboard.bootstrap.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the documents work as written, in order, in one shell, against one hub with
/// simulated systems around it.
class DocumentsE2eIT {

    private static final Path ROOT = Path.of("..");

    /// Its commands set the variables that other documents use.
    private static final Path FIRST_STEPS = ROOT.resolve("docs/first-steps.md");

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /// The blocks that cannot be run here: the document, the block's beginning, and the reason.
    private static final List<Unrun> UNRUN =
            List.of(
                    new Unrun("README.md", "make demo", "builds; what it starts is the demo"),
                    new Unrun(
                            "README.md", "tar ", "needs a built archive; ArchiveE2eIT starts one"),
                    new Unrun(
                            "docs/operations/running.md",
                            "SWITCHBOARD_MONGODB_URI=",
                            "needs a replica set"),
                    new Unrun(
                            "docs/storage-embedded.md",
                            "cp -r \"$ELSEWHERE",
                            "starts a hub on the machine's own directories; BackupE2eIT restores"),
                    new Unrun("docs/operations/kubernetes.md", "kubectl ", "needs a cluster"),
                    new Unrun(
                            "docs/operations/running.md",
                            "bin/switchboard config",
                            "needs a built archive; SettingsReportTest runs it"),
                    new Unrun("docs/storage-mongodb.md", "mongod ", "needs MongoDB"),
                    new Unrun(
                            "docs/storage-mongodb.md",
                            "SWITCHBOARD_TEST_MONGODB_URI=",
                            "needs MongoDB, and runs tests"),
                    new Unrun("docs/operations/running.md", "useradd", "needs root and systemd"),
                    new Unrun("docs/operations/upgrade.md", "mkdir /opt", "needs root and systemd"),
                    new Unrun("docs/operations/upgrade.md", "systemctl ", "needs root and systemd"),
                    new Unrun("docs/operations/running.md", "make ", "builds"),
                    new Unrun("docs/operations/running.md", "podman ", "needs a container engine"),
                    new Unrun("docs/operations/running.md", "sha256sum", "needs a built archive"));

    /// Settings for the simulated organisation, and for the platform that reports its users.
    private static final Map<String, String> DEMO =
            Map.of(
                    "CLIENT_ID", "demo-client",
                    "CLIENT_SECRET", "demo-client-secret",
                    "ORG_ID", "00Dsim000000001",
                    "ES_DEVELOPER_NAME", "Demo_Chat",
                    "YALO_PASSWORD", "demo-password-of-the-bot",
                    "SECRET", "demo-webhook-secret",
                    "APP_SECRET", "demo-webhook-secret");

    private record Unrun(String document, String beginning, String why) {

        boolean covers(Block block) {
            return block.document().equals(document) && block.text().startsWith(beginning);
        }
    }

    private record Block(String document, String language, String text) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path document : documents()) {
            Matcher block = BLOCK.matcher(Files.readString(document));
            while (block.find()) {
                String name = ROOT.relativize(document).toString();
                blocks.add(new Block(name, block.group(1), block.group(2)));
            }
        }
        return blocks;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), FIRST_STEPS),
                            docs.filter(path -> path.toString().endsWith(".md"))
                                    .filter(path -> !path.equals(FIRST_STEPS))
                                    .sorted())
                    .toList();
        }
    }

    private static List<Block> commands() throws IOException {
        return blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .filter(block -> UNRUN.stream().noneMatch(unrun -> unrun.covers(block)))
                .toList();
    }

    @Test
    void holdNothingThatCannotBePasted() throws IOException {
        assertThat(blocks()).noneMatch(block -> block.language().equals("console"));
        assertThat(commands())
                .noneMatch(block -> block.text().contains("…") || block.text().contains("<id>"));
    }

    @Test
    void nameOnlyBlocksThatAreThereAsThoseThatCannotBeRun() throws IOException {
        List<Block> all = blocks();

        assertThat(UNRUN).allMatch(unrun -> all.stream().anyMatch(unrun::covers));
        assertThat(UNRUN).noneMatch(unrun -> unrun.why().isBlank());
    }

    @Test
    void doWhatTheySay(@TempDir Path directory) throws Exception {
        try (LiveHub hub = LiveHub.withPages(directory, Map.of())) {
            parkSomething(hub);

            Path log = directory.resolve("documents.log");
            int exit = run(script(commands()), hub, directory, log);

            assertThat(exit).as(Files.readString(log)).isZero();
        }
    }

    /// Makes the parked deliveries that the runbook repairs.
    private static void parkSomething(LiveHub hub) {
        String channel =
                "{\"channel_id\":\"slack\",\"channel_metadata\":{\"endpoint_url\":\"%s\"}}"
                        .formatted(hub.process().url().resolve("/nowhere"));
        Answer registered = LiveHub.insist(() -> hub.admin().post("/channel", channel));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            String message =
                    "{\"channel_id\":\"slack\",\"session_id\":\"s-%d\",\"message\":\"x\"}"
                            .formatted(i);
            Answer refused = LiveHub.insist(() -> hub.admin().post("/channel/message", message));
            assertThat(refused.status()).as(refused.body()).isIn(202, 400);
        }
        await().atMost(Page.SOON)
                .untilAsserted(
                        () -> assertThat(hub.admin().get("/v1/parked").body()).contains("msg_"));
    }

    /// A refused request ends the script, which curl alone would not notice.
    private static String script(List<Block> blocks) {
        StringBuilder script =
                new StringBuilder("set -eo pipefail\ncurl() { command curl -sS --fail \"$@\"; }\n");
        for (Block block : blocks) {
            script.append("echo; echo '--- ").append(block.document()).append("'\n");
            script.append(block.text());
        }
        return script.toString();
    }

    private static int run(String script, LiveHub hub, Path directory, Path log)
            throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path file =
                Files.createFile(
                        home.resolve("documents.sh"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, script);
        Map<String, String> environment = new TreeMap<>(DEMO);
        environment.put("HUB", hub.process().url().toString());
        environment.put("PASSWORD", LiveHub.ADMIN_PASSWORD);
        environment.put("DATA_DIR", hub.process().dataDirectory().toString());
        environment.put("BASE_URL", hub.simulated() + "/sim/salesforce");
        environment.put("SCRT_URL", hub.simulated() + "/sim/salesforce");
        environment.put("ELSEWHERE", Files.createDirectory(home.resolve("elsewhere")).toString());
        ProcessBuilder shell =
                new ProcessBuilder("bash", file.toString())
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        shell.environment().putAll(environment);
        Process process = shell.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
