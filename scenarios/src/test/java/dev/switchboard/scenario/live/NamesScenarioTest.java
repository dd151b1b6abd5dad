package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.chat.LinkIdentities.IdentityReport;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A platform knows one user by several names, and the hub has one conversation with them.
class NamesScenarioTest extends LiveStory {

    private static final ConversationId PHONE = name("52155");
    private static final ConversationId SCOPED = name("MX.1");
    private static final ConversationId OTHER = name("52199");

    private int told;

    private static ConversationId name(String id) {
        return ConversationId.of(LiveChats.ORIGIN, "acme:" + id);
    }

    /// Acts like a webhook: names first, then the message.
    private ConversationId says(String text, ConversationId... names) {
        return says(hub, text, new IdentityReport(List.of(names), true, false));
    }

    private ConversationId moves(ConversationId... names) {
        return says(hub, "moved", new IdentityReport(List.of(names), true, true));
    }

    private ConversationId says(LiveHub hub, String text, IdentityReport names) {
        ConversationId leads =
                Objects.requireNonNull(
                        hub.chats.identities().learn(List.of(names)).get(names.names().getFirst()));
        Content said = new Content("\"" + text + "\"");
        hub.chats
                .userMessages()
                .hear(
                        List.of(
                                new InboundMessage(
                                        leads,
                                        Party.USER,
                                        "acme/whatsapp",
                                        "u-" + ++told,
                                        said,
                                        text,
                                        false)));
        world.clock.advance(Duration.ofSeconds(1));
        return leads;
    }

    private void connects(ConversationId name) {
        Request request =
                new Request(
                        TenantId.DEFAULT,
                        "whatsapp",
                        "52155",
                        "acme-bot",
                        "bot-1",
                        "Ann",
                        "ann@example.com",
                        "",
                        new Content("{}"),
                        "default",
                        "Orders",
                        new Once("body-" + name, null));
        hub.chats.opener().connect(new Command(find(name), request, false, "console", Map.of()));
    }

    private ConversationId find(ConversationId name) {
        return hub.chats.identities().find(name).conversation();
    }

    private Chat.State chat(ConversationId conversation) {
        return world.chats.newest(conversation, 1).getFirst().state();
    }

    @Test
    void keepsTheConversationOfTheNameAUserCameBy() {
        assertThat(says("uno", PHONE)).isEqualTo(PHONE);
        assertThat(says("dos", PHONE, SCOPED)).isEqualTo(PHONE);
        assertThat(says("tres", SCOPED)).isEqualTo(PHONE);

        assertThat(journaled(PHONE)).containsExactly("\"uno\"", "\"dos\"", "\"tres\"");
        assertThat(journaled(SCOPED)).isEmpty();
    }

    @Test
    void knowsTheNamesAfterACrash() {
        says("uno", PHONE, SCOPED);
        connects(PHONE);
        TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        ann.acceptOffer();

        LiveHub next = hub.crash();

        assertThat(says(next, "dos", new IdentityReport(List.of(SCOPED), true, false)))
                .isEqualTo(PHONE);
        next.chats.opener().finish(next.chats.identities().find(SCOPED).conversation());
        assertThat(chat(PHONE)).isEqualTo(Chat.State.CLOSED);
    }

    @Test
    void learnsNothingWhileTheStoreIsAway() {
        world.outage.begin();
        assertThatThrownBy(() -> says("uno", PHONE, SCOPED))
                .isInstanceOf(StoreUnavailableException.class);
        world.outage.end();

        assertThat(find(SCOPED)).isEqualTo(SCOPED);
        says("uno", PHONE, SCOPED);
        assertThat(find(SCOPED)).isEqualTo(PHONE);
    }

    /// The cost of an ordinary webhook.
    @Test
    void readsOnceWhereNothingIsNew() {
        says("uno", PHONE, SCOPED);
        int before = world.names.reads();

        says("dos", PHONE, SCOPED);
        says("tres", OTHER);
        find(SCOPED);

        assertThat(world.names.reads()).isEqualTo(before + 3);
    }

    @Test
    void remembersNobodyWhoHasNoConversation() {
        hub.chats
                .identities()
                .learn(List.of(new IdentityReport(List.of(PHONE, SCOPED), false, false)));
        assertThat(world.names.find(List.of(PHONE, SCOPED))).isEmpty();

        says("uno", PHONE);
        hub.chats
                .identities()
                .learn(List.of(new IdentityReport(List.of(PHONE, SCOPED), false, false)));
        assertThat(find(SCOPED)).isEqualTo(PHONE);
    }

    @Test
    void forgetsTheNamesWithTheConversation() {
        says("uno", PHONE, SCOPED);
        Instant later = world.clock.instant().plus(Duration.ofDays(40));

        world.store.retention().purge(later, later, later);

        assertThat(find(SCOPED)).isEqualTo(SCOPED);
        assertThat(says("dos", SCOPED)).isEqualTo(SCOPED);
    }

    @Nested
    class TwoUsersWhoAreOne {

        @Test
        void goOnWhereTheOlderIs() {
            says("uno", SCOPED);
            says("dos", PHONE);

            assertThat(says("tres", PHONE, SCOPED)).isEqualTo(SCOPED);

            assertThat(journaled(SCOPED)).containsExactly("\"uno\"", "\"tres\"");
            assertThat(journaled(PHONE)).containsExactly("\"dos\"");
            assertThat(find(PHONE)).isEqualTo(SCOPED);
        }

        @Test
        void goOnWhereTheLiveChatIs() {
            says("uno", SCOPED);
            says("dos", PHONE);
            connects(PHONE);

            assertThat(says("tres", SCOPED, PHONE)).isEqualTo(PHONE);

            assertThat(find(SCOPED)).isEqualTo(PHONE);
            assertThat(chat(PHONE)).isEqualTo(Chat.State.ON_HOLD);
        }

        @Test
        void stayTwoWhileBothHaveALiveChat() {
            connects(SCOPED);
            connects(PHONE);

            assertThat(says("uno", PHONE, SCOPED)).isEqualTo(PHONE);
            assertThat(says("dos", SCOPED)).isEqualTo(SCOPED);

            hub.chats.opener().finish(SCOPED);
            assertThat(says("tres", PHONE, SCOPED)).isEqualTo(PHONE);
            assertThat(find(SCOPED)).isEqualTo(PHONE);
            assertThat(chat(PHONE)).isEqualTo(Chat.State.ON_HOLD);
        }

        @Test
        void areJoinedWithAllTheirNames() {
            says("uno", SCOPED, name("MX.ENT.1"));
            says("dos", PHONE, name("old"));

            says("tres", PHONE, SCOPED);

            List<ConversationId> all = List.of(SCOPED, name("MX.ENT.1"), PHONE, name("old"));
            assertThat(all).allSatisfy(name -> assertThat(find(name)).isEqualTo(SCOPED));
        }
    }

    @Nested
    class AName {

        /// A user comes with a name that leads to another user.
        @Test
        void isNotTakenOverBecauseItIsToldOfSomebodyElse() {
            says("mine", OTHER);
            says("uno", PHONE, SCOPED);

            assertThat(says("dos", OTHER, SCOPED)).isEqualTo(OTHER);

            assertThat(find(SCOPED)).isEqualTo(PHONE);
            assertThat(journaled(PHONE)).containsExactly("\"uno\"");
        }

        @Test
        void ofAnotherClientIsAnotherName() {
            says("uno", PHONE, SCOPED);

            ConversationId same = ConversationId.of(LiveChats.ORIGIN, "other:MX.1");
            assertThat(find(same)).isEqualTo(same);
        }

        @Test
        void isAddedWhenTheNumberChanges() {
            says("uno", PHONE, SCOPED);

            assertThat(moves(PHONE, OTHER)).isEqualTo(PHONE);

            assertThat(says("dos", OTHER)).isEqualTo(PHONE);
            assertThat(names().getLast()).isEqualTo(OTHER);
            moves(OTHER, PHONE);
            assertThat(names()).contains(OTHER, SCOPED).endsWith(PHONE);
        }

        private List<ConversationId> names() {
            return world.names.find(List.of(PHONE)).getFirst().names();
        }

        @Test
        void goesToWhoeverHasItNow() {
            says("uno", PHONE, SCOPED);
            says("dos", OTHER, name("old"));

            assertThat(moves(PHONE, name("old"))).isEqualTo(PHONE);

            assertThat(find(name("old"))).isEqualTo(PHONE);
            assertThat(find(OTHER)).isEqualTo(OTHER);
        }

        @Test
        void staysWithTheUserOfALiveChat() {
            says("uno", PHONE);
            says("dos", OTHER, name("old"));
            connects(OTHER);

            moves(PHONE, name("old"));

            assertThat(find(name("old"))).isEqualTo(OTHER);
        }

        @Test
        void isStoredOnce() {
            says("uno", PHONE, SCOPED);
            UserIdentity before = hub.chats.identities().find(PHONE);

            says("dos", SCOPED, PHONE);

            assertThat(hub.chats.identities().find(PHONE)).isEqualTo(before);
        }
    }
}
