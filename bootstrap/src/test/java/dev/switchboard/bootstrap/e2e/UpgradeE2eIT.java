package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.kept.KeptFolder;
import dev.switchboard.adapter.out.persistence.kept.KeptRelease;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/// Rehearses `docs/operations/upgrade.md` with the store that the newest release left behind: the
/// steps forward, and the way back.
@Tag("nightly")
class UpgradeE2eIT {

    private static final Duration TO_END = Duration.ofMinutes(3);

    /// Years, because the stores are from the day of their release.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_MASTER_KEY", TestKeys.text(1),
                    "SWITCHBOARD_RETENTION", "36500d",
                    "SWITCHBOARD_DEAD_RETENTION", "36500d");

    @TempDir private Path directory;

    private final KeptRelease release = KeptRelease.all().getLast();

    @Test
    void goesForwardWithWhatTheOldReleaseStoredAndBackToItsBackup() throws Exception {
        KeptFolder.unpack(release.store(), directory.resolve("data"));
        String backup;
        try (HubProcess hub = hub()) {
            hub.start();
            HubClient admin = requireAllThere(hub);
            backup = admin.post("/v1/backups", "").text("/id");
            hub.terminate();
            hub.awaitEnd(TO_END);
        }
        upgradeFurther();
        try (HubProcess hub = hub()) {
            hub.spawn();
            assertThat(hub.awaitEnd(TO_END)).as(hub::log).isEqualTo(1);
            assertThat(errors(hub))
                    .singleElement()
                    .asString()
                    .contains(
                            "Switchboard does not start: The store was written by a later version:"
                                    + " it has format 99, and this version reads up to ",
                            "on a backup from before the upgrade.");
        }
        Path newer = directory.resolve("data-newer");
        Files.move(directory.resolve("data"), newer);
        FileSystemUtils.copyRecursively(
                newer.resolve("backups").resolve(backup), directory.resolve("data"));
        try (HubProcess hub = hub()) {
            hub.start();
            requireAllThere(hub);
        }
    }

    private HubProcess hub() {
        return new HubProcess(QuickStart.program(), directory, SETTINGS);
    }

    /// What a release does whose stores an older one cannot read.
    private void upgradeFurther() {
        List<String> keys = TestKeys.ring(1).ids();
        try (OpenEngine store = OpenEngine.in(directory.resolve("data/store"), keys, () -> {})) {
            store.claimFormat(99);
        }
    }

    private static List<String> errors(HubProcess hub) {
        return hub.log().lines().filter(line -> line.contains("does not start")).toList();
    }

    /// Reads what the release stored with the client of an admin whose account it made.
    private static HubClient requireAllThere(HubProcess hub) {
        HubClient admin = HubClient.strangerAt(hub.url()).logIn("admin-open", KeptRelease.PASSWORD);
        assertThat(items(admin, "/v1/conversations/session:orders-open/messages"))
                .extracting(message -> message.path("seq").asLong())
                .startsWith(LongStream.rangeClosed(1, 5).boxed().toArray(Long[]::new));
        assertThat(items(admin, "/v1/conversations/session:orders-sealed/messages").getFirst())
                .asString()
                .contains("¿Dónde está mi pedido? 📦");
        assertThat(admin.get("/v1/parked").body()).contains("session:orders-open", "refused");
        assertThat(admin.get("/v1/accounts").body()).contains("ann-open", "yalo-sealed");
        assertThat(admin.get("/v1/channels").body()).contains("slack-open", "slack-sealed");
        assertThat(admin.get("/v1/audit").body()).contains("«not» allowed");
        assertThat(admin.get("/v1/audit/verify").status()).isEqualTo(200);
        return admin;
    }

    private static List<JsonNode> items(HubClient admin, String path) {
        Answer answer = admin.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }
}
