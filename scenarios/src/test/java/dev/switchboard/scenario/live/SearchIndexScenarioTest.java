package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryMessageIndex;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.search.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The index of words follows the journal, whatever happens to either.
class SearchIndexScenarioTest extends SearchStory {

    @Test
    void notWhileTheStoreIsAwayAndEverythingAfterwards() {
        says(BOT_CHAT, "hello");
        world.outage.begin();
        assertThatThrownBy(hub.search::goOn).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> ask(sue, about("hello", "")))
                .isInstanceOf(StoreUnavailableException.class);
        world.outage.end();

        hub.search.goOn();

        assertThat(found(sue, "hello")).containsExactly("hello");
    }

    /// The reader need not wait, and goes on from there.
    @Test
    void aSlowStoreIsReadForAWhileAtATime() {
        List<ConversationId> chats = List.of(BOT_CHAT, DESK_CHAT, ConversationId.of("web", "3"));
        chats.forEach(chat -> says(chat, "line of " + chat.externalId()));
        world.index =
                new InMemoryMessageIndex(world.outage) {
                    @Override
                    public synchronized List<Piece> having(
                            Set<String> terms, @Nullable Position behind, int limit) {
                        world.clock.advance(Duration.ofMillis(300));
                        return super.having(terms, behind, limit);
                    }
                };
        LiveHub slow = new LiveHub(world);
        slow.search.partitions().recover(Partitions.ALL, true);
        slow.search.goOn();
        List<String> all = new ArrayList<>();
        Place next = null;
        for (ConversationId _ : chats) {
            Found.Page page =
                    (Found.Page)
                            slow.search
                                    .search()
                                    .find(
                                            TenantId.DEFAULT,
                                            new SearchMessages.SearchQuery(
                                                    "line", "", Handling.ANY, null, null, next, 9));
            assertThat(page.hits()).hasSize(1);
            assertThat(page.complete()).isFalse();
            all.add(page.hits().getFirst().snippet());
            next = page.next();
        }

        assertThat(all).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void wordsOfAPersonWhoWasForgottenAreNowhere() {
        says(BOT_CHAT, "my secret parcel");
        annHas(BOT_CHAT, "Eva");
        says(DESK_CHAT, "another parcel");
        hub.search.goOn();

        hub.erase.erase(BOT_CHAT.value(), "root");
        hub.people.goOn();

        assertThat(world.terms.words()).contains("another").doesNotContain("secret");
        assertThat(found(sue, "secret")).isEmpty();
        assertThat(hits(sue, about("", "eva"))).isEmpty();
        hub.search.goOn();
        assertThat(world.terms.words()).doesNotContain("secret");
    }

    @Test
    void wordsThatAreErasedWhileTheirPieceIsMadeAreNotInIt() {
        says(BOT_CHAT, "my secret");
        Message said = world.store.history().messages(BOT_CHAT, 0, 1).getFirst().message();
        world.terms.beforeTheNextSave(
                () -> world.eraser.erase(List.of(said), world.clock.instant()));

        hub.search.goOn();

        assertThat(world.terms.saves()).isEqualTo(2);
        assertThat(world.terms.words()).isEmpty();
    }

    @Test
    void wordsThatRetentionTookAreNowhere() {
        says(BOT_CHAT, "an old parcel");
        world.clock.advance(Duration.ofDays(40));
        says(DESK_CHAT, "a young parcel");
        hub.search.goOn();
        Instant old = world.clock.instant().minus(Duration.ofDays(30));

        world.store.retention().purge(world.clock.instant(), old, old);
        hub.search.expired(old);

        assertThat(world.terms.words()).contains("young").doesNotContain("old");
        assertThat(found(sue, "parcel")).containsExactly("a young parcel");
    }

    @Test
    void anIndexThatWasLostIsMadeAnew() {
        for (int i = 0; i < 100; i++) {
            says(BOT_CHAT, "line " + i);
        }
        says(DESK_CHAT, "hello");
        hub.search.goOn();
        world.terms.lose();
        assertThat(found(sue, "line")).isEmpty();

        LiveHub next = hub.crash();
        next.search.partitions().recover(Partitions.ALL, true);
        next.search.goOn();

        assertThat(world.terms.words()).contains("hello", "line", "99", "10");
        int saves = world.terms.saves();
        next.search.partitions().recover(Partitions.ALL, true);
        next.search.goOn();
        assertThat(world.terms.saves()).isEqualTo(saves);
    }

    @Test
    void whatWasSaidBeforeACrashIsFoundAfterIt() {
        says(BOT_CHAT, "indexed");
        hub.search.goOn();
        says(BOT_CHAT, "not yet");

        LiveHub next = hub.crash();
        next.search.partitions().recover(Partitions.ALL, true);
        next.search.goOn();

        assertThat(world.terms.words()).contains("indexed", "yet");
    }

    @Test
    void aHubIndexesItsOwnConversationsAlone() {
        says(BOT_CHAT, "ours");
        says(DESK_CHAT, "others");
        world.terms.lose();

        LiveHub next = hub.crash();
        next.search.partitions().recover(Partitions.of(BOT_CHAT), true);
        next.search.goOn();

        assertThat(world.terms.words()).containsExactly("ours");
    }

    @Test
    void whatDoesNotFitAmongThoseThatWaitIsFoundByTheWalk() {
        for (int i = 0; i < 20_000; i++) {
            hub.publish(new Event.InDoubt(ConversationId.of("web", "c" + i)));
        }
        says(BOT_CHAT, "late");

        hub.search.goOn();

        assertThat(world.terms.words()).contains("late");
    }

    @Test
    void withoutAnIndexNothingIsFoundAndNothingStays() {
        says(BOT_CHAT, "hello");
        hub.search.goOn();
        world.searchable = false;

        LiveHub next = hub.crash();
        TestConsole boss = new TestConsole(next.agents, "boss").connectAsSupervisor();
        next.search.goOn();
        next.search.goOn();

        assertThat(next.search.search().isOn()).isFalse();
        assertThat(next.search.search().search(boss.id, about("hello", "")))
                .isEqualTo(DeskRefusal.NOT_FOUND);
        assertThat(world.terms.words()).isEmpty();
    }
}
