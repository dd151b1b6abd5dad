package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.Claim;
import java.util.List;

/// The shared base of the live side's scenarios: a run of the hub, its world, and views of both.
abstract class LiveStory {

    static final UpstreamReply AWAY = new UpstreamReply.Unavailable(Cause.SERVER_ERROR, 503, null);

    final LiveWorld world;
    final LiveHub hub;

    LiveStory() {
        this(new LiveWorld());
    }

    LiveStory(LiveWorld world) {
        this.world = world;
        this.hub = new LiveHub(world);
    }

    Browser browser(String name) {
        return new Browser(hub.clients, name).connect();
    }

    /// Lets a browser follow a conversation that it owned before.
    void own(Browser browser, ConversationId conversation) {
        world.stores
                .claims()
                .replace(null, new Claim(conversation, browser.who(), 0, world.clock.instant()));
        assertThat(browser.bind(conversation)).isEqualTo(Bound.DONE);
    }

    List<Delivery> deliveries(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .flatMap(recorded -> recorded.deliveries().stream())
                .toList();
    }

    List<String> journaled(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .map(Recorded::message)
                .map(message -> message.content().text())
                .toList();
    }
}
