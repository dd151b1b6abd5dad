package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT;
import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static dev.switchboard.scenario.live.LiveTalk.toDesk;
import static dev.switchboard.scenario.live.LiveTalk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages at a hub that does not own their conversation, while hints of the owner arrive and while
/// they are lost.
@ParameterizedClass(name = "hints are lost: {0}")
@ValueSource(booleans = {false, true})
class DistantPageScenarioTest {

    @Parameter private boolean hintsAreLost;

    private final LiveWorld world = new LiveWorld();
    private final PeerNetwork network = new PeerNetwork(world.clock);
    private final List<Side> both = List.of(new Side(), new Side());

    private final class Side {

        private final PeerNetwork.Member member = network.join();
        private final LiveHub hub = new LiveHub(world, member);

        Side() {
            for (var watcher : hub.listeners()) {
                member.cluster().listen(watcher);
            }
        }

        boolean has(ConversationId conversation) {
            return hub.locks.mayTake(conversation);
        }
    }

    @BeforeEach
    void share() {
        network.settle();
        network.hints().lose(_ -> hintsAreLost);
        network.beat();
    }

    private Side ownerOf(ConversationId conversation) {
        return both.stream().filter(side -> side.has(conversation)).findFirst().orElseThrow();
    }

    private Side otherThanOwnerOf(ConversationId conversation) {
        return both.stream().filter(side -> !side.has(conversation)).findFirst().orElseThrow();
    }

    private Browser farFrom(ConversationId conversation, String name) {
        return new Browser(otherThanOwnerOf(conversation).hub.clients, name).connect();
    }

    /// The customer of [LiveTalk#DESK_CHAT], with a signed token.
    private Browser customer(LiveHub hub, String page) {
        EndUser browser = new Browser(hub.clients, page).who();
        return new Browser(hub.clients, page, new EndUser(browser.browser(), "C-1")).connect();
    }

    private void aSecondPasses() {
        both.forEach(side -> side.hub.connected.lookForDistantMessages());
    }

    private List<Delivery> deliveries(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .map(Recorded::deliveries)
                .flatMap(List::stream)
                .toList();
    }

    @Nested
    class ThatOwnsIt {

        private final LiveHub owner = ownerAfterShares();
        private final Browser page = farFrom(BOT_CHAT, "page");

        private LiveHub ownerAfterShares() {
            network.settle();
            return ownerOf(BOT_CHAT).hub;
        }

        @BeforeEach
        void begin() {
            assertThat(page.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            assertThat(otherThanOwnerOf(BOT_CHAT).hub.send.send(toBot(page, "q", "\"hi\"")))
                    .isInstanceOf(Result.Answered.class);
        }

        @Test
        void getsWhatTheOwnerJournalsInOrderAndOnce() {
            for (int i = 1; i <= 5; i++) {
                owner.replies.accept(botSays("\"" + i + "\""));
                if (i % 2 == 0) {
                    aSecondPasses();
                }
            }
            aSecondPasses();
            aSecondPasses();

            assertThat(page.texts()).containsExactly("\"1\"", "\"2\"", "\"3\"", "\"4\"", "\"5\"");
        }

        @Test
        void settlesWhatItAcknowledges() {
            owner.replies.accept(botSays("\"1\""));
            aSecondPasses();
            assertThat(deliveries(BOT_CHAT)).last().isInstanceOf(Pending.class);

            page.settle();

            assertThat(deliveries(BOT_CHAT)).allMatch(Delivered.class::isInstance);
        }

        @Test
        void goesOnAtTheOwnerWhereItWas() {
            owner.replies.accept(botSays("\"1\""));
            aSecondPasses();
            page.settle();
            page.loseLine();
            owner.replies.accept(botSays("\"2\""));

            Browser there = page.on(owner.clients).connect();
            owner.replies.accept(botSays("\"3\""));

            assertThat(there.texts()).containsExactly("\"2\"", "\"3\"");
        }

        @Test
        void missesNothingWhenItsHubBecomesTheOwner() {
            owner.replies.accept(botSays("\"1\""));
            LiveHub heir = otherThanOwnerOf(BOT_CHAT).hub;

            network.kill(ownerOf(BOT_CHAT).member);

            assertThat(page.settle().texts()).contains("\"1\"").doesNotContain("\"2\"");
            page.forgetPushes();
            heir.replies.accept(botSays("\"2\""));
            assertThat(page.texts()).containsExactly("\"2\"");
        }

        @Test
        void missesNothingWhenItsHubGivesTheConversationAway() {
            Browser atOwner = page.on(owner.clients).connect();
            Side joined = new Side();
            network.settle();
            network.settle();

            ConversationId moved = BOT_CHAT;
            LiveHub now = joined.has(moved) ? joined.hub : ownerOf(moved).hub;
            now.replies.accept(botSays("\"1\""));
            aSecondPasses();

            assertThat(atOwner.texts()).containsExactly("\"1\"");
        }

        @Test
        void getsNothingAfterTheClaimIsGivenUp() {
            owner.clients.release(BOT_CHAT);
            owner.replies.accept(botSays("\"nobody's\""));

            aSecondPasses();

            assertThat(page.texts()).isEmpty();
        }

        @Test
        void getsNothingFromBetweenTwoOfItsClaims() {
            owner.clients.release(BOT_CHAT);
            owner.replies.accept(botSays("\"nobody's\""));
            Browser again = page.on(owner.clients);
            owner.send.send(toBot(again, "q-2", "\"again\""));
            owner.replies.accept(botSays("\"mine\""));

            aSecondPasses();

            assertThat(page.texts()).containsExactly("\"mine\"");
        }
    }

    @Nested
    class OfAStranger {

        @BeforeEach
        void areShared() {
            network.settle();
        }

        @Test
        void hearsNothingAfterSomebodyClaimsIt() {
            Browser eve = farFrom(BOT_CHAT, "eve");
            assertThat(eve.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            LiveHub owner = ownerOf(BOT_CHAT).hub;
            Browser ann = new Browser(owner.clients, "ann").connect();

            owner.send.send(toBot(ann, "q", "\"hi\""));
            owner.replies.accept(botSays("\"for ann\""));
            aSecondPasses();

            assertThat(eve.texts()).isEmpty();
            assertThat(ann.texts()).containsExactly("\"for ann\"");
        }

        @Test
        void hearsNothingAfterItsOwnHubTakesItOver() {
            Browser eve = farFrom(BOT_CHAT, "eve");
            assertThat(eve.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            LiveHub owner = ownerOf(BOT_CHAT).hub;
            owner.send.send(toBot(new Browser(owner.clients, "ann").connect(), "q", "\"hi\""));

            LiveHub heir = otherThanOwnerOf(BOT_CHAT).hub;
            network.kill(ownerOf(BOT_CHAT).member);
            heir.replies.accept(botSays("\"for ann\""));

            assertThat(eve.texts()).isEmpty();
        }

        @Test
        void isRefusedAConversationThatIsAnothers() {
            LiveHub owner = ownerOf(BOT_CHAT).hub;
            owner.send.send(toBot(new Browser(owner.clients, "ann").connect(), "q", "\"hi\""));
            Browser eve = farFrom(BOT_CHAT, "eve");

            assertThat(eve.bind(BOT_CHAT)).isEqualTo(Bound.NOT_YOURS);
            assertThat(otherThanOwnerOf(BOT_CHAT).hub.send.send(toBot(eve, "q-2", "\"let me\"")))
                    .isInstanceOf(Result.NotYours.class);
        }
    }

    @Nested
    class ThatARequestNames {

        private Browser page() {
            network.settle();
            Browser page = farFrom(BOT_CHAT, "page");
            assertThat(page.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            return page;
        }

        private Command anonymously(Browser page, String key) {
            return new Command(
                    BOT_CHAT,
                    EndUser.NOBODY,
                    null,
                    false,
                    page.id(),
                    new Content("\"hi\""),
                    BOT,
                    key,
                    key,
                    Purpose.SAY,
                    Duration.ZERO);
        }

        /// The request shows nothing but the connection's id, and its hub is not the connection's.
        @Test
        void provesTheSenderOnWhicheverHubItIs() {
            Browser page = page();
            LiveHub owner = ownerOf(BOT_CHAT).hub;

            assertThat(owner.send.send(anonymously(page, "q-1"))).isInstanceOf(Result.Queued.class);
            owner.replies.accept(botSays("\"for the page\""));
            aSecondPasses();

            assertThat(page.texts()).containsExactly("\"for the page\"");
            assertThat(world.claims.find(BOT_CHAT).orElseThrow().provenBy(page.who())).isTrue();
        }

        @Test
        void isBoundByItsMessageOnWhicheverHubItIs() {
            network.settle();
            Browser page = farFrom(BOT_CHAT, "page");

            ownerOf(BOT_CHAT).hub.send.send(anonymously(page, "q-1"));
            ownerOf(BOT_CHAT).hub.replies.accept(botSays("\"for the page\""));
            aSecondPasses();

            assertThat(page.texts()).containsExactly("\"for the page\"");
        }
    }

    @Nested
    class WhoseUserSignsARequest {

        private final Browser page = signedIn();

        private Browser signedIn() {
            network.settle();
            Browser opened = farFrom(DESK_CHAT, "page");
            LiveHub owner = ownerOf(DESK_CHAT).hub;
            Browser phone = customer(owner, "phone");
            owner.send.send(toDesk(phone, "m-1", "\"hi\""));
            Browser signed = new Browser(owner.clients, "page", new EndUser(null, "C-1"));
            assertThat(owner.send.send(toDesk(signed, "m-2", "\"me\"")))
                    .isNotInstanceOf(Result.NotYours.class);
            return opened;
        }

        @Test
        void followsTheConversation() {
            ownerOf(DESK_CHAT).hub.replies.accept(deskSays("\"for C-1\""));
            aSecondPasses();

            assertThat(page.texts()).containsExactly("\"for C-1\"");
        }

        @Test
        void keepsItsOwnProofs() {
            LiveHub owner = ownerOf(DESK_CHAT).hub;
            Browser unsigned = new Browser(owner.clients, "page", EndUser.NOBODY);

            assertThat(otherThanOwnerOf(DESK_CHAT).hub.clients.who(page.id())).contains(page.who());
            assertThat(owner.send.send(toDesk(unsigned, "m-3", "\"me too\"")))
                    .isInstanceOf(Result.NotYours.class);
        }
    }

    @Nested
    class AtADesk {

        @BeforeEach
        void areShared() {
            network.settle();
        }

        @Test
        void claimsAtTheOwnerByItsName() {
            Browser ann = customer(otherThanOwnerOf(DESK_CHAT).hub, "ann");

            assertThat(ann.bind(DESK_CHAT)).isEqualTo(Bound.DONE);
            ownerOf(DESK_CHAT).hub.replies.accept(deskSays("\"hello\""));
            aSecondPasses();

            assertThat(ann.texts()).containsExactly("\"hello\"");
            assertThat(world.claims.find(DESK_CHAT).orElseThrow().provenBy(ann.who())).isTrue();
        }

        @Test
        void typesThroughTheOwner() {
            LiveHub far = otherThanOwnerOf(DESK_CHAT).hub;
            Browser ann = customer(far, "ann");
            far.send.send(toDesk(ann, "m-1", "\"hi\""));

            far.ephemeral.fromUser(typing(ann));

            assertThat(world.bot.heard()).hasSize(2);
        }

        @Test
        void endsItsSessionThroughTheOwner() {
            LiveHub far = otherThanOwnerOf(DESK_CHAT).hub;
            Browser ann = customer(far, "ann");
            far.send.send(toDesk(ann, "m-1", "\"hi\""));

            assertThat(far.send.send(endOfDesk(ann, "m-2"))).isInstanceOf(Result.Queued.class);

            assertThat(world.claims.find(DESK_CHAT).orElseThrow().isReleased()).isTrue();
        }
    }
}
