package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.in.handoff.SearchMessages.Mark;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Agents and supervisors find messages by their words and by their customer.
class SearchScenarioTest extends SearchStory {

    private static final ConversationId THEIRS = TenantScenarioTest.THEIRS;

    @Test
    void wordsFindTheMessageThatHasAllOfThem() {
        says(BOT_CHAT, "Mi env\u00edo lleg\u00f3 roto");
        says(BOT_CHAT, "roto otra vez");
        says(DESK_CHAT, "El envio est\u00e1 bien");
        hub.search.goOn();

        assertThat(found(sue, "ENVIO roto")).containsExactly("Mi env\u00edo lleg\u00f3 roto");
        assertThat(found(sue, "envio"))
                .containsExactly("El envio est\u00e1 bien", "Mi env\u00edo lleg\u00f3 roto");
        assertThat(found(sue, "roto"))
                .containsExactly("roto otra vez", "Mi env\u00edo lleg\u00f3 roto");
        assertThat(found(sue, "bien roto")).isEmpty();
        Hit hit = hits(sue, about("roto envio", "")).getFirst();
        assertThat(hit.marks()).containsExactly(new Mark(3, 8), new Mark(15, 19));
        assertThat(hit.customer().id()).isEqualTo("c-1");
    }

    @Test
    void aLongTextIsCutAroundTheFirstOfTheWords() {
        says(BOT_CHAT, "x ".repeat(300) + "needle " + "y ".repeat(300));
        hub.search.goOn();

        Hit hit = hits(sue, about("needle", "")).getFirst();

        Mark mark = hit.marks().getFirst();
        assertThat(hit.snippet()).hasSizeLessThanOrEqualTo(160);
        assertThat(hit.snippet().substring(mark.from(), mark.to())).isEqualTo("needle");
    }

    @Test
    void aCustomerIsFoundByNameAndId() {
        says(BOT_CHAT, "hello");
        annHas(BOT_CHAT, "Eva R\u00edos");
        says(BOT_CHAT, "broken");
        hub.search.goOn();

        for (String name : List.of("eva", "RIOS eva", "52155")) {
            assertThat(hits(sue, about("", name)))
                    .as(name)
                    .extracting(hit -> hit.customer().name())
                    .containsExactly("Eva R\u00edos", "Eva R\u00edos");
        }
        assertThat(hits(sue, about("broken", "eva"))).hasSize(1);
        assertThat(hits(sue, about("eva", ""))).isEmpty();
        assertThat(hits(sue, about("hello", "bob"))).isEmpty();
    }

    @Test
    void agentsFindWhatWasSaidInTheirOwnConversations() {
        says(BOT_CHAT, "my parcel");
        annHas(BOT_CHAT, "Eva");
        says(BOT_CHAT, "the parcel is broken");
        says(DESK_CHAT, "another parcel");
        hub.search.goOn();
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();

        assertThat(found(ann, "parcel")).containsExactly("the parcel is broken", "my parcel");
        assertThat(found(ben, "parcel")).isEmpty();
        assertThat(found(sue, "parcel")).hasSize(3);
        SearchMessages.SearchQuery ofAnn =
                handled("parcel", new Handling(new AgentId("ann"), null, Set.of(), null));
        assertThat(hits(sue, ofAnn)).hasSize(2);
        assertThat(hits(ann, ofAnn)).hasSize(2);
        assertThat(hits(ben, ofAnn)).isEmpty();
    }

    /// Also in the pieces of a conversation that come later.
    @Test
    void agentsFindWhatWasSaidLongAfterTheyGotIt() {
        annHas(BOT_CHAT, "Eva");
        for (int i = 0; i < 100; i++) {
            says(BOT_CHAT, "line " + i);
        }
        hub.search.goOn();

        assertThat(found(ann, "line 99")).containsExactly("line 99");
        assertThat(found(ann, "line 50")).containsExactly("line 50");
    }

    @Test
    void nobodyFindsWhatIsAnotherTenants() {
        says(THEIRS, "their parcel");
        says(BOT_CHAT, "our parcel");
        hub.search.goOn();
        TestConsole theirs =
                new TestConsole(hub.agents, TenantScenarioTest.MX, "sue").connectAsSupervisor();

        assertThat(found(sue, "parcel")).containsExactly("our parcel");
        assertThat(found(theirs, "parcel")).containsExactly("their parcel");
        assertThat(hits(sue, about("", "52155"))).isEmpty();
        assertThat(
                        found(
                                new TestConsole(hub.agents, new TenantId("elektra"), "eve")
                                        .connectAsSupervisor(),
                                "parcel"))
                .isEmpty();
    }

    /// Who has no console, and is no agent by looking.
    @Test
    void anAdminFindsInTheConversationsOfOneClient() {
        says(THEIRS, "their parcel");
        says(BOT_CHAT, "our parcel");
        annHas(BOT_CHAT, "Eva R\u00edos");
        ann.note(BOT_CHAT, "n-1", "secretive");
        says(BOT_CHAT, "it is broken");
        hub.search.goOn();

        assertThat(administered(TenantId.DEFAULT, about("parcel", "")))
                .containsExactly("our parcel");
        assertThat(administered(TenantId.DEFAULT, about("", "rios EVA")))
                .containsExactly("it is broken", "our parcel");
        assertThat(administered(TenantScenarioTest.MX, about("parcel", "")))
                .containsExactly("their parcel");
        assertThat(administered(new TenantId("elektra"), about("parcel", ""))).isEmpty();
        assertThat(administered(TenantId.DEFAULT, about("secretive", ""))).isEmpty();
        assertThat(administered(TenantId.DEFAULT, handled("parcel", of("ann")))).hasSize(1);
        assertThat(administered(TenantId.DEFAULT, handled("parcel", of("ben")))).isEmpty();
        assertThat(hub.search.search().find(TenantId.DEFAULT, about("", " - ")))
                .isEqualTo(DeskRefusal.NOTHING_ASKED);
    }

    private static Handling of(String agent) {
        return new Handling(new AgentId(agent), null, Set.of(), null);
    }

    private List<String> administered(TenantId tenant, SearchMessages.SearchQuery query) {
        Found.Page page = (Found.Page) hub.search.search().find(tenant, query);
        return page.hits().stream().map(Hit::snippet).toList();
    }

    @Test
    void notesAreNotFound() {
        annHas(BOT_CHAT, "Eva");
        ann.note(BOT_CHAT, "n-1", "secretive");
        sue.whisper(BOT_CHAT, "n-2", "secretive");
        says(BOT_CHAT, "hello");
        hub.search.goOn();

        assertThat(found(sue, "secretive")).isEmpty();
        assertThat(found(ann, "secretive")).isEmpty();
        assertThat(world.terms.words()).contains("hello").doesNotContain("secretive");
    }

    @Test
    void withinATime() {
        says(BOT_CHAT, "first line");
        Instant from = world.clock.instant().plusMillis(1);
        says(BOT_CHAT, "second line");
        Instant to = world.clock.instant().plusMillis(1);
        says(BOT_CHAT, "third line");
        hub.search.goOn();

        assertThat(within(from, to)).containsExactly("second line");
        assertThat(within(from, null)).containsExactly("third line", "second line");
        assertThat(within(null, from)).containsExactly("first line");
        assertThat(within(world.clock.instant().plusSeconds(9), null)).isEmpty();
    }

    private List<String> within(@Nullable Instant from, @Nullable Instant to) {
        return hits(
                        sue,
                        new SearchMessages.SearchQuery(
                                "line", "", Handling.ANY, from, to, null, 10))
                .stream()
                .map(Hit::snippet)
                .toList();
    }

    @Test
    void pageByPageWithoutARepeatOrAHole() {
        for (int i = 0; i < 70; i++) {
            says(i % 3 == 0 ? DESK_CHAT : BOT_CHAT, "line number" + i);
        }
        hub.search.goOn();
        List<String> all = new ArrayList<>();
        Place next = null;
        int pages = 0;

        do {
            Found.Page page =
                    (Found.Page)
                            ask(
                                    sue,
                                    new SearchMessages.SearchQuery(
                                            "line", "", Handling.ANY, null, null, next, 7));
            page.hits().forEach(hit -> all.add(hit.snippet()));
            next = page.next();
            pages++;
        } while (next != null);

        assertThat(all).hasSize(70).doesNotHaveDuplicates();
        assertThat(pages).isGreaterThan(1);
    }

    /// A console may name any place.
    @Test
    void fromThePlaceOfAnotherConversationAnAgentFindsNothingMore() {
        says(BOT_CHAT, "not theirs");
        says(DESK_CHAT, "not theirs, too");
        annHas(DESK_CHAT, "Eva");
        hub.search.goOn();
        PieceId foreign = new PieceId(BOT_CHAT, 0);

        for (Instant began :
                List.of(
                        Instant.parse("9999-12-31T00:00:00Z"),
                        world.clock.instant(),
                        Instant.EPOCH)) {
            assertThat(
                            hits(
                                    ann,
                                    new SearchMessages.SearchQuery(
                                            "theirs",
                                            "",
                                            Handling.ANY,
                                            null,
                                            null,
                                            new Place(began, foreign),
                                            9)))
                    .extracting(Hit::snippet)
                    .doesNotContain("not theirs");
        }
    }

    @Test
    void nothingIsAskedWithoutAWord() {
        assertThat(ask(sue, about("", " - "))).isEqualTo(DeskRefusal.NOTHING_ASKED);
        assertThat(ask(ann, about("", ""))).isEqualTo(DeskRefusal.NOTHING_ASKED);
    }
}
