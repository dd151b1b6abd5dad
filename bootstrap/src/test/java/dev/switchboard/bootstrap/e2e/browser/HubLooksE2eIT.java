package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every screen of the hub's area, with something on it. One page walks through them all, because a
/// page of its own for each costs more than what is looked at.
@Tag("nightly")
class HubLooksE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ROW = "main tbody tr";

    private final Looks looks = new Looks();

    HubLooksE2eIT(LiveHub hub) {
        super(hub);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 202, 204);
        return answer;
    }

    /// A customer whose first message was answered, and whose second one the bot refused.
    private Customer customer(String words) {
        Customer customer = pages.customer(hub);
        done(customer.ask(LiveHub.fresh("m"), words));
        refuse(customer);
        return customer;
    }

    private void refuse(Customer customer) {
        hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
        assertThat(customer.ask(LiveHub.fresh("m"), "and this?").status()).isEqualTo(500);
    }

    /// A channel that was probed, whose server is away while something waits for it.
    private String channel() {
        String id = LiveHub.fresh("channel");
        String endpoint = hub.simulated() + "/sim/channels/" + id;
        done(
                hub.admin()
                        .post(
                                "/channel",
                                """
                                {"channel_id":"%s","channel_name":"Shop","channel_tags":["shop"],
                                 "channel_metadata":{"endpoint_url":"%s/incoming"}}\
                                """
                                        .formatted(id, endpoint)));
        done(hub.admin().post("/v1/channels/" + id + "/verify", "{}"));
        done(
                HubClient.strangerAt(hub.simulated())
                        .put(
                                "/sim/channels/" + id + "/script",
                                "[{\"status\":503,\"repeat\":1000}]"));
        done(
                hub.admin()
                        .post(
                                "/channel/message",
                                """
                                {"channel_id":"%s","session_id":"%s","message":"hello"}\
                                """
                                        .formatted(id, id),
                                "Prefer",
                                "respond-async"));
        return id;
    }

    /// A user of the organisation who may sign in and has a key.
    private String account(String org) {
        String name = LiveHub.fresh("person");
        String place = "/v1/organisation/" + org;
        done(hub.admin().put(place + "/user/7", "{\"name\":\"Ann\"}"));
        done(hub.admin().put(place + "/user-group/1", "{\"name\":\"Sales\"}"));
        done(hub.admin().put(place + "/user-group/1/user/7", "{}"));
        done(
                hub.admin()
                        .post(
                                "/v1/accounts",
                                """
                                {"username":"%s","password":"%s","roles":["AGENT","SERVICE"],
                                 "org_id":"%s","user_id":7,"client":"elektra"}\
                                """
                                        .formatted(name, Staff.PASSWORD, org)));
        String key = "{\"name\":\"nightly\",\"roles\":[\"SERVICE\"]}";
        done(hub.admin().post("/v1/accounts/" + name + "/keys", key));
        return name;
    }

    @Test
    void haveNoFindings() throws IOException {
        String words = LiveHub.fresh("needle").replaceAll("\\W", "");
        Customer customer = customer(words);
        String channel = channel();
        String org = LiveHub.fresh("office");
        String account = account(org);
        String until = Instant.now().plus(Duration.ofHours(1)).toString();
        String notice =
                done(hub.admin()
                                .post(
                                        "/v1/notices",
                                        "{\"level\":\"urgent\",\"text\":\"Slack is away\",\"until\":\"%s\"}"
                                                .formatted(until),
                                        "Idempotency-Key",
                                        LiveHub.fresh("k")))
                        .text("/id");
        String backup = done(hub.admin().post("/v1/backups", "{}")).text("/id");
        try {
            ConsolePage page = admin("/hub/tail");
            page.awaitThere("main .screen");
            await().atMost(SOON).until(() -> page.all("main").getFirst().contains("of this hub"));
            refuse(customer);
            page.awaitThere(ROW);
            looks.at(page, "tail");
            for (var place : places(customer, channel, org, account).entrySet()) {
                visit(page, place.getKey(), place.getValue());
            }
            visit(page, "search#words=" + words, ".hits li");
        } finally {
            hub.admin().delete("/v1/notices/" + notice);
            hub.admin().delete("/v1/backups/" + backup);
            hub.admin().delete("/channel/" + channel);
        }

        looks.assertWell();
    }

    /// The screens, each with what shows that there is something on it.
    private Map<String, String> places(
            Customer customer, String channel, String org, String account) {
        String conversation = "netomi%3A" + customer.conversation();
        String parked =
                hub.admin()
                        .get("/v1/parked?conversation=" + conversation)
                        .text("/items/0/message_id");
        Map<String, String> places = new LinkedHashMap<>();
        places.put("hub", ".figure a");
        places.put("hub/parked", ROW);
        places.put("hub/deliveries#target=channel:" + channel + "&kind=channel", ROW);
        places.put("hub/arrived", ROW);
        places.put("hub/messages/" + parked, ".states .primary");
        places.put("hub/conversations", ROW);
        places.put("hub/conversations#id=" + conversation, ROW);
        places.put("hub/conversations#id=" + conversation + "&replay=1", "dialog[open] option");
        places.put("hub/channels", ROW);
        places.put("hub/channels/" + channel, "main [name=channel_name]");
        places.put("hub/new-channel", "main [name=channel_id]");
        places.put("hub/accounts", ROW);
        places.put("hub/accounts/" + account, ROW);
        places.put("hub/accounts/admin", "[aria-label^=\"End the session\"]");
        places.put("hub/organisations", ROW);
        places.put("hub/organisations/" + org, ROW + " a");
        places.put("hub/organisations/" + org + "#group=1", ROW);
        places.put("hub/organisations/" + org + "#profile=1", ROW);
        places.put("hub/people", "main [name=person]");
        places.put("hub/connections", "main section td");
        places.put("hub/notices", ROW);
        places.put("hub/audit", ROW);
        places.put("hub/backups", ROW);
        places.put("hub/configuration", ROW);
        places.put("settings", "main select");
        return places;
    }

    private void visit(ConsolePage page, String place, String content) throws IOException {
        page.tab().run("document.querySelector('dialog[open]')?.close()");
        Modules.go(page, place);
        await(place).atMost(SOON).until(() -> page.has(content));
        await().atMost(SOON).until(() -> !page.has(".skeleton"));
        looks.at(page, place);
    }
}
