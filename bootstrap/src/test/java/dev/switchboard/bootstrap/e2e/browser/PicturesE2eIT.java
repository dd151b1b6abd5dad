package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.json.JsonMapper;

/// Makes the pictures in the documents anew, only for `make pictures`: whoever changes what they
/// show runs it. Names and words in them are made up and always the same.
@EnabledIfSystemProperty(named = "switchboard.pictures", matches = ".+")
class PicturesE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 150_000;
    private static final String PROOF = "Bearer demo-webhook-secret";

    private int said;

    PicturesE2eIT() {
        super(PATIENCE);
    }

    private static void keep(ConsolePage page, String name) throws IOException {
        page.tab().press("a", "KeyA", 'A', 0); // or the page asks for a key, to be heard
        page.tab().prefers("light");
        page.tab().resize(1440, 900);
        page.awaitDrawn();
        byte[] picture = page.tab().picture(1440, 900);
        assertThat(picture.length).as(name).isLessThan(MOST_BYTES);
        Files.write(Path.of(System.getProperty("switchboard.pictures"), name), picture);
    }

    private ConsolePage visit(String host, String place, String name, String password) {
        String origin = "http://" + host + ":" + hub.process().url().getPort();
        ConsolePage page = pages.shown(chromium.open(URI.create(origin + "/console" + place)));
        page.signIn(name, password);
        return page;
    }

    private ConsolePage staff(String host, String place, String name, String role) {
        Staff.hire(hub, name, role);
        ConsolePage page = visit(host, place, name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    /// @param by `from` the user or `to` the user, by the bot
    private void says(String by, String user, String text) {
        hub.stranger()
                .post(
                        "/v1/integrations/whatsapp/webhook",
                        JsonMapper.shared()
                                .writeValueAsString(
                                        Map.of(
                                                "id",
                                                "m" + said++,
                                                "timestamp",
                                                Instant.now().toEpochMilli(),
                                                "type",
                                                "text",
                                                by,
                                                user,
                                                "text",
                                                Map.of("body", text))),
                        "Authorization",
                        PROOF);
    }

    private void wantsAgent(String user, String name, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            says(i % 2 == 0 ? "from" : "to", user, texts[i]);
        }
        HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
        Map<String, ?> connect =
                Map.of(
                        "userID",
                        user,
                        "botSlug",
                        "shop",
                        "botId",
                        "1",
                        "name",
                        name,
                        "provider",
                        "whatsapp",
                        "email",
                        name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@mail.example",
                        "extraData",
                        Map.of("order", "A-4711"));
        assertThat(
                        bot.post(
                                        "/v1/chats/connect",
                                        JsonMapper.shared().writeValueAsString(connect))
                                .status())
                .isEqualTo(200);
    }

    private void offer(String path, String items) {
        assertThat(hub.admin().put(path, "{\"items\":[" + items + "]}").status()).isEqualTo(201);
    }

    @Test
    void areOfToday() throws IOException {
        offer(
                "/v1/tags",
                "{\"id\":\"delivery\",\"name\":\"Delivery\",\"color\":\"#1e5bbf\",\"retired\":false},"
                        + "{\"id\":\"refund\",\"name\":\"Refund\",\"color\":\"#2e7d32\",\"retired\":false}");
        assertThat(hub.admin().put("/v1/queues/default", "{\"answer_within_s\":120}").status())
                .isEqualTo(201);
        ConsolePage ada = staff("localhost", "/inbox", "ada", "AGENT");
        wantsAgent("5215510000001", "Ana Torres", "Where is my invoice?", "I ask a colleague.");
        ada.accept();
        ada.answer("Hello Ana, I send it at once.");
        wantsAgent(
                "5215510000002",
                "Mateo Ruiz",
                "Hello, my parcel arrived broken",
                "I am sorry. Somebody will help you.",
                "Order A-4711. The box was open.");
        ada.accept();
        ada.showDetails();
        ada.choose(".tagged select", "delivery");
        ada.awaitAll(".tagged li", "Delivery");
        ada.alt("Q");
        ada.answer("I am sorry, Mateo. We send another one today.");
        ada.awaitThere(".said.own .quoted");
        ada.alt("N");
        ada.answer("Second broken parcel of this carrier this week");
        ada.awaitThere(".said.noted");
        ada.alt("R");
        says("from", "5215510000002", "Thank you! Do I have to send the old one back?");
        ada.awaitThere(".said:nth-last-of-type(1)");
        ada.tab().type("No, please keep it. ");
        wantsAgent("5215510000003", "Lucia Prado", "I want to change my address", "One moment.");
        ada.awaitThere(".offer button.primary:enabled");
        ada.awaitThere(".said.own .icon[aria-label=Delivered]");
        keep(ada, "console.png");

        ConsolePage ben = staff("localhost", "/inbox", "ben", "AGENT");
        wantsAgent("5215510000004", "Ivan Soto", "Can I pay in two parts?", "I ask a colleague.");
        ben.accept();
        ConsolePage sue = staff("127.0.0.1", "/floor", "sue", "SUPERVISOR");
        sue.choose(".availability", "2");
        wantsAgent("5215510000005", "Noa Vidal", "Is the shop open on Sunday?", "One moment.");
        sue.awaitThere(".customers tbody tr");
        sue.awaitThere(".chats tbody tr:nth-child(3)");
        keep(sue, "wall.png");

        hub.scriptBot(
                "[{\"status\":422,\"body\":\"unknown product\"},{\"status\":422,\"body\":\"unknown product\"}]");
        Customer customer = new Customer(hub, "order-4712", Page.at(hub, Map.of()));
        customer.ask("first", "Is the blue one in stock?");
        customer.ask("second", "And the red one?");
        customer.close();
        ConsolePage admin = visit("127.0.0.1", "/hub/parked", "admin", LiveHub.ADMIN_PASSWORD);
        await().atMost(SOON).until(() -> admin.all("tbody tr").size() == 2);
        keep(admin, "deliveries.png");
        admin.click("tbody .id");
        admin.awaitThere(".states .primary");
        admin.click(".states .primary");
        admin.awaitThere(".states .state.answered, .states .state.delivered");
        admin.awaitThere("tbody tr:nth-child(4)");
        keep(admin, "trace.png");
    }
}
