package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.people.ErasePeople.Asked;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.people.Erasure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A person is forgotten while others go on.
class ErasureScenarioTest extends LiveStory {

    private static final ConversationId USER = ChatScenarioTest.USER;
    private static final MediaId PHOTO = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    private static final String ERASED = "{\"erased\":true}";

    private Erasure asked(ConversationId conversation) {
        return ((Asked.Begun) hub.erase.erase(conversation.value(), "root")).erasure();
    }

    private Erasure now(Erasure erasure) {
        return hub.erase.find(erasure.id()).orElseThrow();
    }

    private Erasure erased(ConversationId conversation) {
        Erasure erasure = asked(conversation);
        hub.people.goOn();
        return now(erasure);
    }

    @Test
    void takesTheWordsAndKeepsTheEntries() {
        Browser one = browser("one");
        hub.send.send(toBot(one, "m1", "\"my words\""));
        hub.replies.accept(botSays("\"you said my words\""));

        Erasure done = erased(BOT_CHAT);

        assertThat(journaled(BOT_CHAT)).hasSize(2).containsOnly(ERASED);
        assertThat(done.runs()).isFalse();
        assertThat(done.person()).isNull();
        assertThat(done.figures().messages()).isEqualTo(2);
        assertThat(world.eraser.scrubs()).isPositive();
        assertThat(world.audit.lines())
                .containsExactly("switchboard person.erased " + done.pseudonym());
        assertThat(hub.send.send(toBot(one, "m1", "\"my words\"")))
                .isNotInstanceOf(Result.KeyReused.class);
        assertThat(journaled(BOT_CHAT)).hasSize(2);
    }

    @Test
    void endsWhatWaitsForABotThatIsAway() {
        Browser one = browser("one");
        world.bot.replies(AWAY);
        hub.send.send(toBot(one, "m1", "\"my words\""));
        assertThat(world.bot.heard()).hasSize(1);

        Erasure done = erased(BOT_CHAT);
        world.clock.advance(Duration.ofHours(1));

        assertThat(world.bot.heard()).hasSize(1);
        assertThat(done.figures().deliveries()).isEqualTo(1);
        assertThat(deliveries(BOT_CHAT))
                .first()
                .isInstanceOfSatisfying(
                        Discarded.class,
                        it -> assertThat(it.reason()).isEqualTo(ParkReason.ERASED));
        hub.send.send(toBot(one, "m2", "\"later\""));
        assertThat(world.bot.heard()).last().asString().contains("later");
    }

    @Test
    void endsWhatWaitsForABotThatIsAwayAlsoIfTheStoreDoesNotAnswer() {
        Browser one = browser("one");
        world.bot.replies(AWAY);
        hub.send.send(toBot(one, "m1", "\"my words\""));
        hub.send.send(toBot(one, "m2", "\"more words\""));
        assertThat(world.bot.heard()).hasSize(1);
        Erasure erasure = asked(BOT_CHAT);

        world.eraser.loseNextReply();
        hub.people.goOn();
        assertThat(now(erasure).runs()).isTrue();
        hub.send.send(toBot(one, "m3", "\"later\""));
        world.clock.advance(Duration.ofHours(1));

        assertThat(world.bot.heard()).hasSize(2).last().asString().contains("later");
    }

    @Test
    void leavesWhatIsSaidLaterAlone() {
        Browser one = browser("one");
        hub.send.send(toBot(one, "m1", "\"before\""));
        Erasure erasure = asked(BOT_CHAT);
        hub.send.send(toBot(one, "m2", "\"meanwhile\""));

        hub.people.goOn();
        hub.send.send(toBot(one, "m3", "\"later\""));
        hub.people.goOn();

        assertThat(now(erasure).runs()).isFalse();
        assertThat(journaled(BOT_CHAT)).containsExactly(ERASED, ERASED, "\"later\"");
    }

    @Test
    void goesOnAfterACrash() {
        Browser one = browser("one");
        hub.send.send(toBot(one, "m1", "\"my words\""));
        Erasure erasure = asked(BOT_CHAT);
        assertThat(now(erasure).runs()).isTrue();

        hub.crash().people.goOn();

        assertThat(now(erasure).runs()).isFalse();
        assertThat(journaled(BOT_CHAT)).containsOnly(ERASED);
    }

    @Test
    void waitsForAStoreThatIsAway() {
        hub.send.send(toBot(browser("one"), "m1", "\"my words\""));
        Erasure erasure = asked(BOT_CHAT);

        world.outage.begin();
        assertThatThrownBy(hub.people::goOn).isInstanceOf(StoreUnavailableException.class);
        world.outage.end();
        hub.people.goOn();

        assertThat(now(erasure).runs()).isFalse();
    }

    @Test
    void takesAPersonFromTheirAgent() {
        hub.send.send(toBot(browser("one"), "m1", "\"my words\""));
        hub.handoffs
                .requests()
                .ask(
                        AgentRequest.ofClient(
                                BOT_CHAT,
                                new Customer("ann", "Ann", new Content("{\"vip\":true}")),
                                "asked"));

        Agent ann = new Agent(TenantId.DEFAULT, new AgentId("ann"));
        world.drafts.keep(new ReplyDraft(ann, BOT_CHAT, "Dear Ann", world.clock.instant()));

        erased(BOT_CHAT);

        assertThat(world.drafts.of(BOT_CHAT)).isEmpty();
        Handoff handoff = world.handoffs.find(BOT_CHAT).orElseThrow();
        assertThat(handoff).isInstanceOf(Handoff.Abandoned.class);
        assertThat(handoff.details().customer())
                .isEqualTo(new Customer("erased", "", Customer.NOTHING_ELSE));
        assertThat(journaled(BOT_CHAT)).containsOnly(ERASED);
    }

    @Test
    void forgetsWhatABotToldOfItsUserOnceTheChatIsOver() {
        ChatScenarioTest story = new ChatScenarioTest();
        assertThat(story.connect()).isNotNull();
        story.world.names.replace(
                List.of(),
                new UserIdentity(USER, List.of(USER, ConversationId.of("plat", "acme:ann"))));
        Asked asked = story.hub.erase.erase("acme:ann", "root");
        story.hub.people.goOn();
        story.pass(Duration.ofMinutes(1));

        story.hub.people.goOn();

        Erasure erasure = ((Asked.Begun) asked).erasure();
        assertThat(story.hub.erase.find(erasure.id()).orElseThrow().runs()).isFalse();
        Chat.Request request = story.chat().request();
        assertThat(request.name() + request.email() + request.subject()).isEmpty();
        assertThat(request.userId()).isEqualTo("erased");
        assertThat(story.returns()).hasSize(1);
        assertThat(story.journaled(USER)).containsOnly(ERASED);
        assertThat(story.world.names.find(List.of(ConversationId.of("plat", "acme:ann"))))
                .isEmpty();
    }

    @Test
    void forgetsTheFilesThatWereSentAndWhoseConversationItWas() {
        Browser one = browser("one");
        own(one, BOT_CHAT);
        keepPhoto();
        agentSays("{\"attachments\":[{\"mediaId\":\"" + PHOTO + "\"}]}");

        Erasure done = erased(BOT_CHAT);

        assertThat(world.sentFiles.find(PHOTO)).isEmpty();
        assertThat(done.figures().files()).isEqualTo(1);
        assertThat(world.claims.find(BOT_CHAT).orElseThrow().isReleased()).isTrue();
        assertThat(world.claims.find(BOT_CHAT).orElseThrow().fromSeq()).isEqualTo(1);
    }

    @Test
    void leavesAFileThatThePersonOnlyNamed() {
        Browser one = browser("one");
        keepPhoto();
        hub.send.send(toBot(one, "m1", "{\"text\":\"" + PHOTO + "\"}"));
        hub.send.send(toBot(one, "m2", "{\"mediaId\":\"" + PHOTO + "\"}"));

        Erasure done = erased(BOT_CHAT);

        assertThat(world.sentFiles.find(PHOTO)).isPresent();
        assertThat(done.figures().files()).isZero();
    }

    private void keepPhoto() {
        world.sentFiles.keep(
                new MediaFile(
                        PHOTO,
                        "photo.jpg",
                        "image/jpeg",
                        3,
                        world.clock.instant(),
                        TenantId.DEFAULT),
                new byte[] {1, 2, 3});
    }

    private void agentSays(String content) {
        EntryDraft said = EntryDraft.message().in(BOT_CHAT).by(Party.AGENT).saying(content);
        world.store.journal().append(said.entry());
    }

    @Test
    void isUnderWayOnceHoweverOftenItIsAskedForAndKnowsNobodyElse() {
        hub.send.send(toBot(browser("one"), "m1", "\"my words\""));

        assertThat(asked(BOT_CHAT)).isEqualTo(asked(BOT_CHAT));
        assertThat(hub.erase.erase("nobody", "root")).isInstanceOf(Asked.Nobody.class);
        assertThat(hub.erase.all()).hasSize(1);
    }
}
