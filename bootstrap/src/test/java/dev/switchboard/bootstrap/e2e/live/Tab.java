package dev.switchboard.bootstrap.e2e.live;

import dev.switchboard.bootstrap.e2e.HubProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A tab of a browser, with a conversation that may be read at one hub after the other.
public final class Tab implements AutoCloseable {

    private final String conversation;
    private final String token;
    private final List<Page> pages = new CopyOnWriteArrayList<>();
    private volatile HubProcess at;

    /// @param token for resuming the conversation
    public Tab(String conversation, String token, HubProcess first) {
        this.conversation = conversation;
        this.token = token;
        this.at = first;
        connect(first);
    }

    /// A tab with a conversation of its own, which is connected.
    public static Tab begin(LiveHub hub, HubProcess first) {
        String conversation = LiveHub.fresh("live");
        String token = hub.begin(conversation).getOrDefault("resumeToken", "");
        Tab tab = new Tab(conversation, token, first);
        tab.pages.getLast().awaitEvents("connected", 1);
        return tab;
    }

    private void connect(HubProcess to) {
        String cursor =
                seen().map(update -> update.path("seq").asString()).reduce("0", (_, last) -> last);
        pages.add(
                new Page(
                        to.url(),
                        Map.of(
                                "conversationId", conversation,
                                "resumeToken", token,
                                "cursor", cursor)));
        at = to;
    }

    public String conversation() {
        return conversation;
    }

    public boolean isAt(HubProcess hub) {
        return at.equals(hub);
    }

    /// Leaves its hub, which may be dead, and goes on at another one.
    public void goTo(HubProcess other) {
        close();
        connect(other);
    }

    /// Everything that came, also what came again.
    public List<JsonNode> updates() {
        return pages.stream().flatMap(page -> page.events("webhook_update").stream()).toList();
    }

    /// What a customer sees: an application drops events with a known `deliveryId`.
    public Stream<JsonNode> seen() {
        Set<String> known = new HashSet<>();
        return updates().stream().filter(update -> known.add(update.path("deliveryId").asString()));
    }

    /// The names of the events of each page, in order.
    public String story() {
        return "at %s: %s".formatted(at.url(), pages.stream().map(Page::story).toList());
    }

    /// Leaves its hub for good.
    @Override
    public void close() {
        pages.getLast().close();
    }
}
