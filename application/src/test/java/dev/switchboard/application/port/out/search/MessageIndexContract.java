package dev.switchboard.application.port.out.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.search.MessageIndex.Position;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [MessageIndex].
public interface MessageIndexContract {

    /// The same one throughout a test, empty when it began.
    MessageIndex index();

    private static PieceId id(String conversation, long number) {
        return new PieceId(ConversationId.of("web", conversation), number);
    }

    private static Piece piece(String conversation, long number, long second) {
        Instant at = Instant.ofEpochSecond(second);
        return new Piece(
                id(conversation, number), at, at.plusMillis(1), number * 32 + 5, null, null, null);
    }

    private List<String> having(Set<String> terms, @Nullable Piece behind, int limit) {
        Position position = behind == null ? null : new Position(behind.at(), behind.id());
        return index().having(terms, position, limit).stream()
                .map(piece -> piece.id().conversation().externalId() + piece.id().number())
                .toList();
    }

    private List<String> having(String... terms) {
        return having(Set.of(terms), null, 10);
    }

    @Test
    default void keepsAPieceAsItIs() {
        Piece piece =
                new Piece(
                        id("a/7 ñ#\\", 3),
                        Instant.ofEpochMilli(1_800_000_000_123L),
                        Instant.ofEpochMilli(1_800_000_000_124L),
                        101,
                        new AgentId("ann"),
                        new AgentId("bob"),
                        new QueueId("sales"));

        index().save(piece, Set.of("x", "y"));

        assertThat(index().find(List.of(piece.id(), id("a", 3)))).containsExactly(piece);
        assertThat(index().find(List.of())).isEmpty();
        assertThat(index().having(Set.of("x"), null, 10)).containsExactly(piece);
    }

    @Test
    default void findsPiecesThatHaveAllTermsTheLatestFirst() {
        index().save(piece("a", 0, 10), Set.of("broken", "parcel"));
        index().save(piece("b", 0, 30), Set.of("broken", "glass"));
        index().save(piece("c", 0, 20), Set.of("broken", "parcel", "glass"));
        index().save(piece("d", 1, 20), Set.of("parcel"));

        assertThat(having("broken")).containsExactly("b0", "c0", "a0");
        assertThat(having("broken", "parcel")).containsExactly("c0", "a0");
        assertThat(having("glass", "broken", "parcel")).containsExactly("c0");
        assertThat(having("brok")).isEmpty();
        assertThat(having("broken", "nothing")).isEmpty();
        assertThat(having(Set.of("parcel"), null, 2)).containsExactly("c0", "d1");
    }

    @Test
    default void continuesBehindAPiece() {
        for (int i = 0; i < 10; i++) {
            index().save(piece("a", i, 5), Set.of("x", "y"));
            index().save(piece("b", i, i), Set.of(i % 2 == 0 ? "x" : "y"));
        }

        List<Piece> first = index().having(Set.of("x"), null, 4);
        Position end = new Position(first.getLast().at(), first.getLast().id());
        List<Piece> rest = index().having(Set.of("x"), end, 100);

        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(11).doesNotContainAnyElementsOf(first);
        assertThat(index().having(Set.of("x"), null, 100))
                .startsWith(first.toArray(Piece[]::new))
                .endsWith(rest.toArray(Piece[]::new));
        assertThat(having(Set.of("x"), rest.getLast(), 10)).isEmpty();
        assertThat(having(Set.of("x", "y"), piece("a", 8, 5), 10)).containsExactly("a9");
        assertThat(having(Set.of("x"), piece("gone", 3, 3), 10)).containsExactly("b2", "b0");
    }

    @Test
    default void replacesAPieceWithAllOfItsTerms() {
        index().save(piece("a", 0, 10), Set.of("old", "both"));
        index().save(piece("a", 0, 11), Set.of("new", "both"));

        assertThat(having("old")).isEmpty();
        assertThat(having("new")).containsExactly("a0");
        assertThat(having("both")).containsExactly("a0");
        index().save(piece("a", 0, 11), Set.of());
        assertThat(having("both")).isEmpty();
        assertThat(index().find(List.of(id("a", 0)))).hasSize(1);
    }

    @Test
    default void forgets() {
        index().save(piece("a", 0, 10), Set.of("x"));
        index().save(piece("a", 1, 10), Set.of("x"));

        index().forget(List.of(id("a", 0), id("b", 0)));
        index().forget(List.of());

        assertThat(having("x")).containsExactly("a1");
        assertThat(index().find(List.of(id("a", 0), id("a", 1)))).hasSize(1);
    }

    @Test
    default void listsTheOldestFirst() {
        index().save(piece("a", 0, 30), Set.of("x"));
        index().save(piece("b", 0, 10), Set.of("x"));
        index().save(piece("c", 0, 20), Set.of());

        assertThat(index().through(Instant.ofEpochSecond(20), 10))
                .extracting(piece -> piece.id().conversation().externalId())
                .containsExactly("b", "c");
        assertThat(index().through(Instant.ofEpochSecond(9), 10)).isEmpty();
        assertThat(index().through(Instant.ofEpochSecond(99), 1)).hasSize(1);
    }

    @Test
    default void findsARareTermAmongMany() {
        for (int i = 0; i < 300; i++) {
            index().save(piece("c" + i, 0, i), i % 100 == 7 ? Set.of("x", "rare") : Set.of("x"));
        }

        assertThat(having("rare", "x")).containsExactly("c2070", "c1070", "c70");
        assertThat(having(Set.of("x"), null, 1000))
                .hasSize(300)
                .startsWith("c2990", "c2980")
                .containsAll(IntStream.range(0, 300).mapToObj(i -> "c" + i + "0").toList());
    }
}
