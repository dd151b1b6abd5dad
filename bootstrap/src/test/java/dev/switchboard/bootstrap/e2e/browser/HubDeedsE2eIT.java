package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an admin does by keys alone with keys for machines, people's data and backups; and what the
/// hub did then. The focus is somewhere after each key.
@Tag("nightly")
class HubDeedsE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HubDeedsE2eIT(LiveHub hub) {
        super(hub);
    }

    private List<JsonNode> listed(String path) {
        return hub.admin().get(path).json().path("items").valueStream().toList();
    }

    private List<String> listed(String path, String member) {
        return listed(path).stream().map(one -> one.path(member).asString()).toList();
    }

    private static int status(HubClient client) {
        return client.get("/v1/tokens/check").status();
    }

    @Test
    void makesAKeyThatIsShownOnceAndRevokesIt() {
        String name = LiveHub.fresh("shop");
        Staff.hire(hub, name, "SERVICE");
        Hands admin = adminAt("accounts/" + name);
        ConsolePage page = admin.page();
        admin.pressNamed("Make a key…");
        admin.awaitThere("dialog[open] [name=name]");
        admin.tabTo("dialog[open] [name=name]");
        admin.type("nightly " + HOSTILE);
        admin.tabTo("dialog[open] [name=channels]");
        admin.type("one, two");
        admin.tabTo(Hands.DEED);
        admin.ask(".secret code");

        String key = page.all(".secret code").getFirst();
        HubClient machine = hub.stranger().withToken(key);
        assertThat(status(machine)).isEqualTo(200);
        assertThat(machine.get("/v1/accounts").status()).isEqualTo(403);
        admin.pressNamed("I have kept it");
        admin.awaitClosed();
        assertThat(page.kept()).doesNotContain(key);
        admin.awaitAmong("td", "nightly " + HOSTILE);
        assertThat(page.has("main img")).isFalse();
        JsonNode made = listed("/v1/accounts/" + name + "/keys").getFirst();
        assertThat(key).startsWith(made.path("prefix").asString());
        assertThat(page.all("td")).contains(made.path("prefix").asString() + "…");
        assertThat(made.path("channels")).hasToString("[\"one\",\"two\"]");

        admin.pressNamed("Revoke nightly " + HOSTILE);
        admin.awaitThere(Hands.DEED);
        admin.confirm();
        admin.awaitTold("The key is not valid any more.");
        assertThat(status(machine)).isEqualTo(401);
        assertThat(listed("/v1/accounts/" + name + "/keys")).isEmpty();
        await().atMost(SOON).until(() -> !page.all("td").contains("nightly " + HOSTILE));
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void exportsAPersonAndErasesThem() throws IOException {
        String words = LiveHub.fresh("parcel");
        Customer customer = pages.customer(hub);
        assertThat(customer.ask(LiveHub.fresh("m"), words).status()).isIn(200, 202);
        customer.page().awaitAnswers("You said: " + words);
        String person = "netomi:" + customer.conversation();
        Hands admin = adminAt("people");
        ConsolePage page = admin.page();
        page.keepDownloads();
        admin.tabTo("main [name=person]");
        admin.type(person);
        assertThat(exported(admin).get("messages.jsonl"))
                .contains("\"" + words + "\"", "You said: " + words);

        admin.pressNamed("Erase…");
        admin.awaitThere("dialog[open] [name=typed]");
        admin.tabTo("dialog[open] [name=typed]");
        admin.type("netomi:");
        assertThat(page.has(Hands.DEED + ":enabled")).isFalse();
        admin.type(customer.conversation());
        admin.confirm();
        admin.awaitTold("The erasure has begun.");
        String row =
                "[...document.querySelectorAll('tbody tr')].find(row => row.innerText.includes('%s'))?.innerText ?? ''"
                        .formatted(pseudonym(person));
        await().atMost(SOON).until(() -> page.tab().run(row).asString().contains("done"));
        assertThat(page.tab().run(row).asString()).contains("1 conversations, 2 messages");

        assertThat(hub.admin().messages(person).toString())
                .contains("\"erased\":true")
                .doesNotContain(words);
        admin.tabTo("main [name=person]");
        assertThat(exported(admin).toString()).contains(person).doesNotContain(words);
        assertThat(hub.admin().get("/v1/audit?action=person.erased&limit=1").body())
                .contains(pseudonym(person))
                .doesNotContain(customer.conversation());
        assertThat(admin.lost()).isEmpty();
    }

    /// What the page gives to the browser to keep, by the names of its files.
    private static Map<String, String> exported(Hands hands) throws IOException {
        ConsolePage page = hands.page();
        page.tab().run("window.kept = ''");
        page.tab().enter();
        hands.awaitTold("The file is in your downloads.");
        await().atMost(SOON).until(() -> page.downloadedBytes().length > 0);
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(page.downloadedBytes()))) {
            for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                files.put(file.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private static String pseudonym(String person) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(person.getBytes(UTF_8));
            return "person:" + HexFormat.of().formatHex(hash).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void makesABackupAndRemovesIt() {
        Hands admin = adminAt("backups");
        ConsolePage page = admin.page();
        List<String> before = listed("/v1/backups", "id");
        admin.pressNamed("Make a backup now");
        admin.awaitTold("is made.");
        List<String> after = listed("/v1/backups", "id");
        assertThat(after).hasSize(before.size() + 1).containsAll(before);
        String made = after.stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
        admin.awaitTold("The backup " + made + " is made.");
        admin.awaitAmong("td", made);

        admin.pressNamed("Remove " + made);
        admin.awaitThere(Hands.DEED);
        admin.confirm();

        admin.awaitTold("The backup " + made + " is removed.");
        assertThat(listed("/v1/backups", "id")).isEqualTo(before);
        await().atMost(SOON).until(() -> !page.all("td").contains(made));
        assertThat(admin.lost()).isEmpty();
    }
}
