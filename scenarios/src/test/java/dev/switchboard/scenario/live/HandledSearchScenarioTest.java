package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agents and supervisors find messages by how agents handled the conversation.
class HandledSearchScenarioTest extends SearchStory {

    private static final LabelId VIP = new LabelId("vip");
    private static final LabelId LATE = new LabelId("late");
    private static final LabelId SOLVED = new LabelId("solved");

    @BeforeEach
    void labels() {
        offer(Kind.TAGS, VIP, LATE);
        offer(Kind.OUTCOMES, SOLVED);
    }

    private void offer(Kind kind, LabelId... ids) {
        List<Label> labels = Stream.of(ids).map(id -> new Label(id, "Name", null, false)).toList();
        assertThat(world.labels.save(new LabelList(TenantId.DEFAULT, kind, 1, false, labels)))
                .isTrue();
    }

    private List<String> with(TestConsole who, String words, LabelId... tags) {
        return texts(who, words, new Handling(null, null, Set.of(tags), null));
    }

    private List<String> endedAs(@Nullable LabelId outcome) {
        return texts(sue, "", new Handling(null, null, Set.of(), outcome));
    }

    private List<String> in(QueueId queue) {
        return texts(sue, "line", new Handling(null, queue, Set.of(), null));
    }

    private List<String> texts(TestConsole who, String words, Handling handling) {
        hub.search.goOn();
        return hits(who, handled(words, handling)).stream().map(Hit::snippet).toList();
    }

    @Test
    void allOfTheTags() {
        says(BOT_CHAT, "line one");
        annHas(BOT_CHAT, "Eva");
        says(DESK_CHAT, "line two");
        annHas(DESK_CHAT, "Eva");

        ann.tag(BOT_CHAT, "t-1", List.of(VIP, LATE), List.of());
        ann.tag(DESK_CHAT, "t-2", List.of(VIP), List.of());
        assertThat(with(sue, "line", VIP)).containsExactly("line two", "line one");
        assertThat(with(sue, "line", VIP, LATE)).containsExactly("line one");
        assertThat(with(sue, "", LATE)).containsExactly("line one");
        assertThat(with(ann, "line", LATE)).containsExactly("line one");

        ann.tag(BOT_CHAT, "t-3", List.of(), List.of(LATE));
        assertThat(with(sue, "line", LATE)).isEmpty();
    }

    @Test
    void theOutcomeAlone() {
        says(BOT_CHAT, "line one");
        Lease lease = annHas(BOT_CHAT, "Eva");
        says(DESK_CHAT, "line two");
        assertThat(endedAs(SOLVED)).isEmpty();

        ann.end(BOT_CHAT, lease, "end-1", SOLVED);

        assertThat(endedAs(SOLVED)).containsExactly("line one");
        assertThat(endedAs(new LabelId("unknown"))).isEmpty();
    }

    @Test
    void theQueueInWhichTheCustomerWaited() {
        says(BOT_CHAT, "line one");
        annHas(BOT_CHAT, "Eva");
        says(BOT_CHAT, "line two");
        says(DESK_CHAT, "line three");

        assertThat(in(QueueId.DEFAULT)).containsExactly("line two", "line one");
        assertThat(in(new QueueId("another"))).isEmpty();
    }

    /// Long before it was said how the conversation went, and with a start in between.
    @Test
    void earlierPiecesOfTheConversationToo() {
        Lease lease = annHas(BOT_CHAT, "Eva");
        for (int i = 0; i < 100; i++) {
            says(BOT_CHAT, "line" + i);
        }
        assertThat(with(sue, "line50", VIP)).isEmpty();

        ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of());
        for (int i = 100; i < 200; i++) {
            says(BOT_CHAT, "line" + i);
        }
        assertThat(with(sue, "line5", VIP)).containsExactly("line5");
        assertThat(with(sue, "line50", VIP)).containsExactly("line50");
        assertThat(with(sue, "line199", VIP)).containsExactly("line199");

        ann.end(BOT_CHAT, lease, "end-1", SOLVED);
        assertThat(endedAs(SOLVED).stream().filter(text -> text.startsWith("line")))
                .contains("line199")
                .hasSizeGreaterThanOrEqualTo(50);
        Handling all = new Handling(new AgentId("ann"), QueueId.DEFAULT, Set.of(VIP), SOLVED);
        assertThat(texts(sue, "line5", all)).containsExactly("line5");
        assertThat(texts(sue, "line150", all)).containsExactly("line150");
    }

    /// The next handoff of the same customer is another one.
    @Test
    void onlyOfTheHandoffThatWentSo() {
        Lease lease = annHas(BOT_CHAT, "Eva");
        for (int i = 0; i < 40; i++) {
            says(BOT_CHAT, "first" + i);
        }
        ann.end(BOT_CHAT, lease, "end-1", SOLVED);
        for (int i = 0; i < 64; i++) {
            says(BOT_CHAT, "between" + i);
        }
        annHas(BOT_CHAT, "Eva");
        for (int i = 0; i < 40; i++) {
            says(BOT_CHAT, "second" + i);
        }
        ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of());

        assertThat(with(sue, "first3", VIP)).isEmpty();
        assertThat(with(sue, "between3", VIP)).isEmpty();
        assertThat(with(sue, "second39", VIP)).containsExactly("second39");
        assertThat(texts(sue, "second39", new Handling(null, null, Set.of(), SOLVED))).isEmpty();
        assertThat(texts(sue, "first3", new Handling(null, null, Set.of(), SOLVED)))
                .containsExactly("first3");
    }
}
