package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The wall board in a real browser, fed by the simulated exchange, over the hub's two raw
/// WebSockets.
///
/// `-Dswitchboard.picture=…` stores a picture of it there.
@Tag("nightly")
@TestInstance(Lifecycle.PER_CLASS)
class WallBoardE2eIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long ADA = 1001;
    private static final long BEN = 1002;
    private static final String EXCHANGE =
            """
            {"organisation":"demo","group":1,"users":40,
             "service":{"username":"pbx","password":"the-exchanges-password"},
             "watcher":{"username":"wallboard","password":"the-wall-boards-password"}}\
            """;

    private LiveHub hub;
    private Chromium chromium;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        chromium = Chromium.startIn(directory);
        hub = LiveHub.withPages(directory, Map.of());
        make("pbx", "the-exchanges-password", "SERVICE", 1);
        make("wallboard", "the-wall-boards-password", "AGENT", 2);
        done(hub.admin().put("/v1/organisation/demo/user-group/1", "{\"name\":\"Floor\"}"), 201);
    }

    private void make(String name, String password, String role, long user) {
        String account =
                """
                {"username":"%s","password":"%s","roles":["%s"],"org_id":"demo","user_id":%d}\
                """
                        .formatted(name, password, role, user);
        done(hub.admin().post("/v1/accounts", account), 201);
    }

    private static void done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    /// Resets the exchange; everybody is free then.
    @BeforeEach
    void tellTheExchange() {
        done(hub.admin().put("/sim/pbx/account", EXCHANGE), 200);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
            hub.close();
        }
    }

    private WallBoard visit(int width, int height) {
        Tab tab = chromium.open(hub.process().url().resolve("/demo/wallboard"));
        tab.resize(width, height);
        WallBoard board = new WallBoard(tab);
        board.awaitState("connected");
        board.awaitTile(ADA, "Ada | Available");
        return board;
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "390, 844", "320, 640"})
    void showsACallFromItsFirstRingToItsEnd(int width, int height) {
        WallBoard board = visit(width, height);
        assertThat(board.people()).isEqualTo(40);
        assertThat(board.counts()).isEqualTo("0 0 40 0");
        assertThat(board.fits()).isTrue();

        board.choose(ADA);
        board.press("Ring");
        board.awaitTile(ADA, "Ada | ringing ← | Available");
        assertThat(board.counts()).startsWith("1 0 39 ");
        board.press("Answer");
        board.awaitTile(ADA, "Ada | answered ← | On Call");
        assertThat(board.counts()).startsWith("0 1 39 ");
        board.press("Hang up");
        board.awaitTile(ADA, "Ada | Available");
    }

    @Test
    void countsWhatIsUnread() {
        WallBoard board = visit(1280, 800);

        board.choose(BEN);
        board.press("Send a message");
        board.awaitTile(BEN, "Ben | 1 | Available");
        board.press("Send a message");
        board.awaitTile(BEN, "Ben | 2 | Available");

        board.tab().reload();
        board.awaitTile(BEN, "Ben | 2 | Available");
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "390, 844"})
    void showsWhatHappenedWhileItWasCutOff(int width, int height) {
        WallBoard board = visit(width, height);

        board.press("Cut the connection");
        board.awaitState("cut off");
        board.choose(ADA);
        board.press("Ring");
        await().atMost(SOON).until(() -> ringing(ADA));
        assertThat(board.tile(ADA)).isEqualTo("Ada | Available");
        board.press("Connect again");

        board.awaitTile(ADA, "Ada | ringing ← | Available");
        board.awaitState("resumed");
        board.press("Hang up");
        board.awaitTile(ADA, "Ada | Available");
    }

    @Test
    void goesOnWhenTheHubDiesAndComesBack() {
        WallBoard board = visit(1280, 800);
        board.choose(ADA);
        board.press("Ring");
        board.awaitTile(ADA, "Ada | ringing ← | Available");

        hub.process().kill();
        board.awaitState("connecting");
        hub.process().start();
        tellTheExchange();

        board.awaitTile(ADA, "Ada | Available");
        board.awaitState("resumed");
    }

    private boolean ringing(long user) {
        HubClient admin = hub.admin();
        String path = "/v1/organisation/demo/user/%d/presence".formatted(user);
        return admin.get(path).body().contains("RINGING");
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "390, 844"})
    void hasNoFindings(int width, int height) throws IOException {
        WallBoard board = visit(width, height);
        board.tab().assertNoFindings("quiet");

        board.choose(BEN);
        board.press("Ring");
        board.awaitTile(BEN, "Ben | ringing ← | Available");
        board.press("Answer");
        board.press("Send a message");
        board.awaitTile(BEN, "Ben | 1 | answered ← | On Call");
        board.choose(ADA);
        board.press("Ring");
        board.awaitTile(ADA, "Ada | ringing ← | Available");
        board.holdPulse();
        board.tab().assertNoFindings("busy");
        board.press("Cut the connection");
        board.awaitState("cut off");
        board.tab().assertNoFindings("cut off");
    }

    @Test
    void canBeShown() throws IOException {
        WallBoard board = visit(1180, 760);
        done(hub.admin().put("/sim/pbx/rounds", "{\"everyMs\":20}"), 200);
        await().atMost(SOON).until(() -> !board.counts().startsWith("0 0"));
        await().atMost(SOON)
                .until(() -> hub.admin().get("/sim/pbx/calls").body().length() > 60_000);
        done(hub.admin().put("/sim/pbx/rounds", "{\"everyMs\":0}"), 200);

        byte[] picture = board.tab().picture(1180, 760);

        assertThat(picture).hasSizeBetween(10_000, 400_000);
        String keep = System.getProperty("switchboard.picture");
        if (keep != null) {
            Files.write(Path.of(keep), picture);
        }
    }
}
