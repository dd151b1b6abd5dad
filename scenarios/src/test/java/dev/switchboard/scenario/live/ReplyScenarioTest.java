package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.botSaysOnce;
import static dev.switchboard.scenario.live.LiveTalk.part;
import static dev.switchboard.scenario.live.LiveTalk.unroutable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplyScenarioTest extends LiveStory {

    @Nested
    class AReply {

        @Test
        void isPushedToWhoeverFollowsAndDeliveredWhenOneOfThemHasIt() {
            Browser one = browser("one");
            own(one, BOT_CHAT);

            hub.replies.accept(botSays("\"hi\""));

            assertThat(one.texts()).containsExactly("\"hi\"");
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Pending.class);
            one.settle();
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void reachesAllTabsOfItsConversationAndNobodyElse() {
            Browser tab = browser("ann");
            Browser other = new Browser(hub.clients, "ann-2", tab.who()).connect();
            Browser stranger = browser("eve");
            own(tab, BOT_CHAT);
            own(other, BOT_CHAT);
            own(stranger, ConversationId.of("bot", "c-2"));

            hub.replies.accept(botSays("\"hi\""));

            assertThat(tab.seqs()).containsExactly(1L);
            assertThat(other.seqs()).containsExactly(1L);
            assertThat(stranger.seqs()).isEmpty();
        }

        @Test
        void isAcceptedOnceHoweverOftenItIsSent() {
            Browser one = browser("one");
            own(one, BOT_CHAT);

            AcceptReply.Result first = hub.replies.accept(botSaysOnce("r1", "\"hi\""));
            AcceptReply.Result again = hub.replies.accept(botSaysOnce("r1", "\"hi\""));

            assertThat(first).isInstanceOf(AcceptReply.Result.Accepted.class);
            assertThat(again).isInstanceOf(AcceptReply.Result.Repeated.class);
            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void waitsForAnOwnerWhenNobodyIsThere() {
            hub.replies.accept(botSays("\"one\""));
            hub.replies.accept(botSays("\"two\""));

            Browser late = browser("late");
            own(late, BOT_CHAT);

            assertThat(late.texts()).containsExactly("\"one\"", "\"two\"");
        }

        @Test
        void withoutAConversationIsParkedWhereAdminsSeeIt() {
            hub.replies.accept(unroutable());

            assertThat(deliveries(ConversationId.of("bot", "unroutable replies")))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Parked.class,
                            parked -> assertThat(parked.reason()).isEqualTo(ParkReason.UNROUTABLE));
        }

        /// Otherwise anybody could name that conversation as their own and read what is parked
        /// there.
        @Test
        void withoutAConversationCanBeNobodysButTheHubs() {
            String parked = unroutable().filedUnder().externalId();

            assertThat(ExternalId.of(parked)).isEmpty();
        }

        @Test
        void isNotAcceptedWhileTheStoreIsAway() {
            world.outage.begin();

            assertThatThrownBy(() -> hub.replies.accept(botSaysOnce("r1", "\"hi\"")))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            assertThat(hub.replies.accept(botSaysOnce("r1", "\"hi\"")))
                    .isInstanceOf(AcceptReply.Result.Accepted.class);
            assertThat(journaled(BOT_CHAT)).hasSize(1);
        }
    }

    @Nested
    class AnAnswerInParts {

        @Test
        void isPushedInItsOrder() {
            Browser one = browser("one");
            own(one, BOT_CHAT);

            hub.replies.accept(part(2, "2"));
            hub.replies.accept(part(0, "0"));
            hub.replies.accept(part(1, "1"));

            assertThat(one.texts()).containsExactly("0", "1", "2");
        }

        @Test
        void waitsTwoSecondsForAMissingPart() {
            Browser one = browser("one");
            own(one, BOT_CHAT);

            hub.replies.accept(part(1, "1"));
            assertThat(one.texts()).isEmpty();
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(one.texts()).containsExactly("1");
        }

        @Test
        void keepsAPartThatWaitsOverACrash() {
            hub.replies.accept(part(1, "1"));

            LiveHub after = new LiveHub(world);
            after.users.partitions().recover(Partitions.ALL, true);
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(journaled(BOT_CHAT)).containsExactly("1");
            assertThat(world.parts.all()).isEmpty();
        }

        @Test
        void takesARepeatedPartOnce() {
            hub.replies.accept(part(1, "1"));
            hub.replies.accept(part(1, "1"));
            hub.replies.accept(part(0, "0"));
            hub.replies.accept(part(0, "0"));

            assertThat(journaled(BOT_CHAT)).containsExactly("0", "1");
        }
    }
}
