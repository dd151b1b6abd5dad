package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.port.in.handoff.ReadHistory.Former;
import dev.switchboard.application.port.in.handoff.ReadHistory.Formers;
import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An agent is told what became of a customer before.
class HistoryScenarioTest extends LiveStory {

    private static final LabelId SOLVED = new LabelId("solved");
    private static final LabelId VIP = new LabelId("vip");

    private final TestConsole ann = new TestConsole(hub.agents, "ann");
    private final List<Instant> asked = new ArrayList<>();

    @BeforeEach
    void anAgentIsThere() {
        ann.connect();
        offers(Kind.OUTCOMES, SOLVED);
        offers(Kind.TAGS, VIP);
    }

    private void offers(Kind kind, LabelId id) {
        Label label = new Label(id, "Name", null, false);
        world.labels.save(new LabelList(TenantId.DEFAULT, kind, 1, false, List.of(label)));
    }

    private Lease annHasThem() {
        world.clock.advance(Duration.ofMinutes(1));
        asked.add(world.clock.instant());
        hub.handoffs
                .requests()
                .ask(
                        AgentRequest.ofClient(
                                BOT_CHAT,
                                new Handoff.Customer("c", "Eva", Handoff.Customer.NOTHING_ELSE),
                                "test"));
        Lease lease = ann.acceptOffer().lease();
        says("hello " + asked.size());
        return lease;
    }

    private void says(String text) {
        world.journal.append(
                new Entry(
                        world.ids.messageId(),
                        BOT_CHAT,
                        new Author(Party.USER, "eva"),
                        new Content("\"" + text + "\""),
                        null,
                        List.of(),
                        world.clock.instant()));
    }

    private void solved(Lease lease, String id) {
        assertThat(ann.tag(BOT_CHAT, "tag-" + id, List.of(VIP), List.of())).isNotNull();
        assertThat(ann.end(BOT_CHAT, lease, id, SOLVED)).isInstanceOf(Given.Done.class);
    }

    private Optional<Formers> read(TestConsole console, @Nullable Long before, int limit) {
        return hub.agents.history().formers(console.id, BOT_CHAT, before, limit);
    }

    private Formers formers() {
        return read(ann, null, 50).orElseThrow();
    }

    /// One ended with an outcome and a tag, one went to the bot, and Ann has the third.
    private void twoAreOver() {
        solved(annHasThem(), "end-1");
        ann.transfer(BOT_CHAT, annHasThem(), new Destination.ToBot(), "nothing for us");
        annHasThem();
    }

    private String event(long seq) {
        return TestConsole.text(
                world.store.history().messages(BOT_CHAT, seq - 1, 1).getFirst().message());
    }

    @Test
    void withTheLatestFirstAndWithoutTheOneThatIsUnderWay() {
        twoAreOver();

        Formers page = formers();

        assertThat(page.next()).isNull();
        assertThat(page.handoffs())
                .extracting(Former::askedAt)
                .containsExactly(asked.get(1), asked.get(0));
        assertThat(page.handoffs())
                .extracting(Former::outcome, Former::tags)
                .containsExactly(tuple(null, List.of()), tuple(SOLVED, List.of(VIP)));
        assertThat(page.handoffs())
                .allSatisfy(former -> {
                    assertThat(former.agent()).isEqualTo(new AgentId("ann"));
                    assertThat(former.queue()).isEqualTo(QueueId.DEFAULT);
                    assertThat(event(former.from())).contains("handoff_requested");
                });
        assertThat(page.handoffs())
                .extracting(former -> event(former.to()))
                .satisfiesExactly(
                        last -> assertThat(last).contains("\"state\":\"bot\""),
                        first -> assertThat(first).contains("\"state\":\"ended\""));
    }

    @Test
    void pageByPage() {
        twoAreOver();

        Formers first = read(ann, null, 1).orElseThrow();
        Formers second = read(ann, first.next(), 1).orElseThrow();

        assertThat(first.handoffs()).extracting(Former::askedAt).containsExactly(asked.get(1));
        assertThat(second.handoffs()).extracting(Former::askedAt).containsExactly(asked.get(0));
        assertThat(second.next() == null ? List.of() : rest(second.next())).isEmpty();
    }

    private List<Former> rest(long before) {
        return read(ann, before, 50).orElseThrow().handoffs();
    }

    /// However much was said in between, and in one of them.
    @Test
    void overAsManyMessagesAsThereAre() {
        Lease lease = annHasThem();
        for (int i = 0; i < 2_500; i++) {
            says("more " + i);
        }
        solved(lease, "end-1");
        for (int i = 0; i < 2_500; i++) {
            says("to the bot " + i);
        }
        annHasThem();

        List<Former> found = new ArrayList<>();
        int pages = 0;
        for (Long before = Long.MAX_VALUE; before != null; pages++) {
            Formers page = read(ann, before, 50).orElseThrow();
            found.addAll(page.handoffs());
            before = page.next();
        }

        assertThat(pages).isGreaterThan(1).isLessThan(10);
        assertThat(found).extracting(Former::askedAt).containsExactly(asked.get(0));
        assertThat(found.getFirst().from()).isEqualTo(1);
    }

    @Test
    void toThoseWhoMaySeeTheConversation() {
        solved(annHasThem(), "end-1");
        Lease lease = annHasThem();
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
        TestConsole theirs =
                new TestConsole(hub.agents, new TenantId("elektra"), "eve").connectAsSupervisor();

        assertThat(read(ben, null, 50)).isEmpty();
        assertThat(read(theirs, null, 50)).isEmpty();
        assertThat(read(sue, null, 50)).contains(formers());
        assertThat(hub.agents.history().formers(sue.id, LiveTalk.DESK_CHAT, null, 50)).isEmpty();
        ann.transfer(BOT_CHAT, lease, new Destination.ToAgent(ben.agent.id()), "");
        assertThat(read(ben, null, 50)).isPresent();
        assertThat(read(ann, null, 50)).isEmpty();
    }

    @Test
    void ofAPersonWhoWasForgottenThereIsNone() {
        solved(annHasThem(), "end-1");

        hub.erase.erase(BOT_CHAT.value(), "root");
        hub.people.goOn();
        annHasThem();

        assertThat(formers().handoffs()).isEmpty();
    }

    @Test
    void notWhileTheStoreIsAway() {
        twoAreOver();

        world.outage.begin();

        assertThatThrownBy(() -> formers()).isInstanceOf(StoreUnavailableException.class);
    }
}
