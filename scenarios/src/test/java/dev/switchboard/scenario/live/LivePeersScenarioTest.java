package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT;
import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bots, users and back ends of organisations ask either of two hubs that share a table.
class LivePeersScenarioTest {

    private final LiveWorld world = new LiveWorld();
    private final PeerNetwork network = new PeerNetwork(world.clock);
    private final List<Side> both = List.of(new Side(), new Side());

    /// One hub, and its ports as callers find them.
    private final class Side {

        private final PeerNetwork.Member member = network.join();
        private final LiveHub hub = new LiveHub(world, member);
        private final PeerModule peers = hub.peers;
        private final SendUserMessage send = hub.send;
        private final AcceptReply replies = peers.forwarded(AcceptReply.class, hub.replies);
        private final RequestAgent requests =
                peers.forwarded(RequestAgent.class, hub.handoffs.requests());
        private final OpenChats chats = peers.forwarded(OpenChats.class, hub.chats.opener());
        private final ManageUsers users = peers.forwarded(ManageUsers.class, hub.presence.users());

        Side() {
            for (var watcher : hub.listeners()) {
                member.cluster().listen(watcher);
            }
        }
    }

    @BeforeEach
    void share() {
        network.settle();
    }

    private static Command says(int number, String name) {
        return new Command(
                ConversationId.of("bot", name),
                new EndUser(null, name),
                null,
                false,
                null,
                new Content("\"" + number + "\""),
                BOT,
                "key-" + number,
                "print-" + number,
                Purpose.SAY,
                Duration.ofSeconds(10));
    }

    @Test
    void bringAUsersWordsToTheBotInOrderAndItsAnswersBack() {
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "user-" + i).toList();
        for (String name : names) {
            for (int i = 0; i < 4; i++) {
                assertThat(both.get(i % 2).send.send(says(i, name)))
                        .isInstanceOf(Result.Answered.class);
            }
        }

        assertThat(names)
                .allSatisfy(name ->
                        assertThat(journaled(ConversationId.of("bot", name)))
                                .containsExactly("\"0\"", "\"1\"", "\"2\"", "\"3\""));
        assertThat(world.bot.heard()).hasSize(24);
    }

    @Test
    void putThePartsOfAnAnswerInOrderWhicheverHubGetsThem() {
        int[] order = {1, 0, 3, 4, 2};
        for (int i = 0; i < order.length; i++) {
            both.get(i % 2).replies.accept(part(order[i], "\"" + order[i] + "\""));
        }

        assertThat(journaled(BOT_CHAT))
                .containsExactly("\"0\"", "\"1\"", "\"2\"", "\"3\"", "\"4\"");
        assertThat(world.parts.all()).isEmpty();
    }

    @Test
    void beginOneHandoffHoweverOftenAndWhereverItIsAskedFor() {
        List<RequestAgent.Asked> asked =
                both.stream()
                        .map(side -> side.requests.ask(LivePeersScenarioTest.request()))
                        .toList();

        assertThat(asked.getFirst()).isInstanceOf(RequestAgent.Asked.Begun.class);
        assertThat(asked.getLast())
                .isEqualTo(new RequestAgent.Asked.UnderWay(asked.getFirst().id()));
    }

    @Test
    void openOneChatForARequestThatComesTwiceAtOnce() {
        List<ConversationId> users =
                IntStream.range(0, 6)
                        .mapToObj(i -> ConversationId.of(LiveChats.ORIGIN, "acme:" + i))
                        .toList();

        for (ConversationId user : users) {
            OpenChats.Command command =
                    new OpenChats.Command(
                            user,
                            LiveChats.request("{}", user.value()),
                            false,
                            ScriptedDesk.NAME,
                            Map.of());
            List<Connected> told =
                    InParallel.results(8, i -> both.get(i % 2).chats.connect(command));

            assertThat(told)
                    .containsOnly(new Connected.Done(world.chats.newest(user, 2).getFirst().id()));
            assertThat(world.chats.newest(user, 2)).hasSize(1);
        }
        assertThat(world.desk.opened).hasSameSizeAs(users);
    }

    private static RequestAgent.AgentRequest request() {
        return RequestAgent.AgentRequest.ofClient(
                BOT_CHAT, new Customer("ann", "Ann", Customer.NOTHING_ELSE), "asked");
    }

    /// Whichever of them owns the conversation, and has the desk.
    @Test
    void findTheSameForAnAdmin() {
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "user-" + i).toList();
        names.forEach(name -> both.getFirst().send.send(says(7, name)));
        both.forEach(side -> side.hub.search.goOn());
        SearchMessages.SearchQuery query =
                new SearchMessages.SearchQuery("", "user", Handling.ANY, null, null, null, 50);

        for (Side side : both) {
            SearchMessages search =
                    side.peers.forwarded(SearchMessages.class, side.hub.search.search());
            assertThat(search.find(TenantId.DEFAULT, query))
                    .isInstanceOfSatisfying(
                            SearchMessages.Found.Page.class,
                            page ->
                                    assertThat(page.hits())
                                            .extracting(hit -> hit.customer().id())
                                            .containsExactlyInAnyOrderElementsOf(names));
        }
    }

    @Test
    void haveOneRecordOfAnOrganisation() {
        List<OrgId> orgs = IntStream.range(0, 8).mapToObj(i -> new OrgId("org-" + i)).toList();
        for (OrgId org : orgs) {
            assertThat(both.getFirst().users.put(new UserRef(org, 7), "Ann", "").created())
                    .isTrue();
            assertThat(both.getLast().users.put(new UserRef(org, 7), "Ann B", "").created())
                    .isFalse();
        }

        assertThat(orgs)
                .allSatisfy(org -> {
                    Viewer admin = new Viewer(org, 0, true, true);
                    for (Side side : both) {
                        assertThat(side.users.list(admin, 0, 10).users())
                                .singleElement()
                                .extracting(user -> user.user().number())
                                .isEqualTo(7L);
                    }
                });
    }

    /// The job is one hub's, and the conversations are of both.
    @Test
    void erasePeopleOfEitherHub() {
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "user-" + i).toList();
        names.forEach(name -> both.getFirst().send.send(says(0, name)));
        ErasePeople asked = both.getFirst().hub.erase;
        names.forEach(name -> asked.erase("bot:" + name, "root"));

        both.getFirst().hub.people.goOn();

        assertThat(asked.all()).hasSize(6).noneMatch(Erasure::runs);
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(journaled(ConversationId.of("bot", name)))
                                .containsOnly("{\"erased\":true}"));
    }

    private List<String> journaled(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .map(Recorded::message)
                .map(message -> message.content().text())
                .toList();
    }
}
