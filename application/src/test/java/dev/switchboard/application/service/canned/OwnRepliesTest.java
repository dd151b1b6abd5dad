package dev.switchboard.application.service.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryCannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnRepliesTest {

    private static final Shelf SHARED = Shelf.of(new TenantId("elektra"));
    private static final Shelf ADAS = new Shelf(new TenantId("elektra"), new AgentId("ada"));
    private static final Shelf BENS = new Shelf(new TenantId("elektra"), new AgentId("ben"));

    private final InMemoryCannedReplies replies = new InMemoryCannedReplies();
    private final OwnReplies own =
            new OwnReplies(
                    replies, client -> client == null ? TenantId.DEFAULT : new TenantId(client));

    private static Account ada() {
        return new Account(
                new Username("ada"),
                new Secret("hash"),
                Set.of(Role.AGENT),
                null,
                Instant.EPOCH,
                "1",
                "elektra");
    }

    private void add(Shelf shelf, String shortcut) {
        var _ =
                replies.insert(
                        new CannedReply(shelf, shortcut, 1, "Title", "Text", List.of(), null));
    }

    @Test
    void goWithTheAccountOfTheirAgent() {
        Shelf elsewhere = new Shelf(TenantId.DEFAULT, new AgentId("ada"));
        add(ADAS, "one");
        add(ADAS, "two");
        add(BENS, "one");
        add(SHARED, "one");
        add(elsewhere, "one");

        own.remove(ada());

        assertThat(replies.of(ADAS, 10)).isEmpty();
        assertThat(replies.of(BENS, 10)).hasSize(1);
        assertThat(replies.of(SHARED, 10)).hasSize(1);
        assertThat(replies.of(elsewhere, 10)).hasSize(1);
    }
}
