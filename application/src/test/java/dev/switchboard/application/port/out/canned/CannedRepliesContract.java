package dev.switchboard.application.port.out.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.canned.CannedReplies.Outcome;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract of [CannedReplies].
public interface CannedRepliesContract {

    Shelf SHARED = Shelf.of(TenantId.DEFAULT);
    Shelf ELEKTRA = Shelf.of(new TenantId("elektra"));
    Shelf ADAS = new Shelf(TenantId.DEFAULT, new AgentId("ada"));

    CannedReplies replies();

    private static CannedReply reply(Shelf shelf, String shortcut, long version) {
        return new CannedReply(
                shelf, shortcut, version, "Title", "Hello {{customer.name}} ñ", List.of(), null);
    }

    @Test
    default void listsWhatIsATenantsByShortcut() {
        CannedReply thanks = reply(SHARED, "thanks", 1);
        CannedReply hello = reply(SHARED, "hello", 1);
        assertThat(replies().insert(thanks)).isEqualTo(Outcome.DONE);
        assertThat(replies().insert(hello)).isEqualTo(Outcome.DONE);
        assertThat(replies().insert(reply(ELEKTRA, "hello", 1))).isEqualTo(Outcome.DONE);

        assertThat(replies().of(SHARED, 10)).containsExactly(hello, thanks);
        assertThat(replies().of(SHARED, 1)).containsExactly(hello);
        assertThat(replies().of(ELEKTRA, 10)).containsExactly(reply(ELEKTRA, "hello", 1));
        assertThat(replies().of(Shelf.of(new TenantId("nobody")), 10)).isEmpty();
    }

    @Test
    default void hasOneForAShortcut() {
        replies().insert(reply(SHARED, "hello", 1));

        assertThat(replies().insert(reply(SHARED, "hello", 1))).isEqualTo(Outcome.REFUSED);
    }

    @Test
    default void replacesTheVersionThatWasReadAlone() {
        replies().insert(reply(SHARED, "hello", 1));
        CannedReply second = reply(SHARED, "hello", 2);

        assertThat(replies().replace(second, 1)).isEqualTo(Outcome.DONE);
        assertThat(replies().replace(reply(SHARED, "hello", 2), 1)).isEqualTo(Outcome.REFUSED);
        assertThat(replies().replace(reply(SHARED, "nothing", 2), 1)).isEqualTo(Outcome.REFUSED);
        assertThat(replies().of(SHARED, 10)).containsExactly(second);
    }

    @Test
    default void removesWhatIsATenantsOwn() {
        replies().insert(reply(SHARED, "hello", 1));

        assertThat(replies().remove(ELEKTRA, "hello")).isEqualTo(Outcome.REFUSED);
        assertThat(replies().remove(SHARED, "hello")).isEqualTo(Outcome.DONE);
        assertThat(replies().remove(SHARED, "hello")).isEqualTo(Outcome.REFUSED);
        assertThat(replies().of(SHARED, 10)).isEmpty();
    }

    /// An agent may have what the tenant has, and another agent of any name too.
    @Test
    default void keepsWhatIsAnAgentsOwnFromAllOthers() {
        Shelf like = new Shelf(TenantId.DEFAULT, new AgentId("ada/hello"));
        CannedReply own = reply(ADAS, "hello", 1);
        assertThat(replies().insert(reply(SHARED, "hello", 1))).isEqualTo(Outcome.DONE);
        assertThat(replies().insert(own)).isEqualTo(Outcome.DONE);
        assertThat(replies().insert(own)).isEqualTo(Outcome.REFUSED);
        assertThat(replies().insert(reply(like, "hello", 1))).isEqualTo(Outcome.DONE);

        assertThat(replies().of(SHARED, 10)).containsExactly(reply(SHARED, "hello", 1));
        assertThat(replies().of(ADAS, 10)).containsExactly(own);
        assertThat(replies().of(like, 10)).containsExactly(reply(like, "hello", 1));
        assertThat(replies().of(new Shelf(ELEKTRA.tenant(), ADAS.owner()), 10)).isEmpty();
        assertThat(replies().remove(ADAS, "hello")).isEqualTo(Outcome.DONE);
        assertThat(replies().of(SHARED, 10)).hasSize(1);
        assertThat(replies().of(like, 10)).hasSize(1);
    }

    @Test
    default void knowsTheQueuesOfAReply() {
        CannedReply first =
                new CannedReply(
                        SHARED,
                        "hello",
                        1,
                        "Title",
                        "Hello",
                        List.of(new QueueId("sales"), new QueueId("billing")),
                        null);
        replies().insert(first);

        assertThat(replies().of(SHARED, 10)).containsExactly(first);
        assertThat(replies().replace(reply(SHARED, "hello", 2), 1)).isEqualTo(Outcome.DONE);
        assertThat(replies().of(SHARED, 10)).containsExactly(reply(SHARED, "hello", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "pt-BR"})
    default void knowsTheLanguageOfAReply(String language) {
        for (Shelf shelf : List.of(SHARED, ADAS)) {
            CannedReply first = inLanguage(shelf, new LanguageTag(language));
            replies().insert(first);

            assertThat(replies().of(shelf, 10)).containsExactly(first);
            assertThat(replies().replace(reply(shelf, "hello", 2), 1)).isEqualTo(Outcome.DONE);
            assertThat(replies().of(shelf, 10)).containsExactly(reply(shelf, "hello", 2));
        }
    }

    @Test
    default void savesManyAtOnce() {
        CannedReply beside = reply(SHARED, "beside", 1);
        replies().insert(beside);
        replies().insert(reply(SHARED, "hello", 1));
        replies().insert(reply(ELEKTRA, "hello", 1));
        CannedReply changed =
                new CannedReply(
                        SHARED,
                        "hello",
                        2,
                        "Other",
                        "Olá",
                        List.of(new QueueId("sales")),
                        new LanguageTag("pt-BR"));
        CannedReply fresh = reply(SHARED, "thanks", 1);

        assertThat(replies().saveAll(SHARED, List.of(fresh, changed))).isEqualTo(Outcome.DONE);

        assertThat(replies().of(SHARED, 10)).containsExactly(beside, changed, fresh);
        assertThat(replies().of(SHARED, 1)).containsExactly(beside);
        assertThat(replies().of(ELEKTRA, 10)).containsExactly(reply(ELEKTRA, "hello", 1));
        assertThat(replies().replace(reply(SHARED, "hello", 3), 2)).isEqualTo(Outcome.DONE);
        assertThat(replies().remove(SHARED, "thanks")).isEqualTo(Outcome.DONE);
    }

    @Test
    default void savesNoneOfManyIfOneHasAnotherVersion() {
        CannedReply there = reply(SHARED, "hello", 1);
        replies().insert(there);

        for (List<CannedReply> many :
                List.of(
                        List.of(reply(SHARED, "a", 1), there),
                        List.of(reply(SHARED, "a", 1), reply(SHARED, "hello", 3)),
                        List.of(reply(SHARED, "a", 1), reply(SHARED, "gone", 2)))) {
            assertThat(replies().saveAll(SHARED, many)).isEqualTo(Outcome.REFUSED);
        }
        assertThat(replies().of(SHARED, 10)).containsExactly(there);
    }

    @Test
    default void savesAsManyAsThereMayBeAgainAndAgain() {
        String text = "ñ".repeat(4000);
        for (long version = 1; version <= 3; version++) {
            long at = version;
            List<CannedReply> all =
                    IntStream.range(100, 600)
                            .mapToObj(i ->
                                    new CannedReply(
                                            SHARED, "r" + i, at, "T" + at, text, List.of(), null))
                            .toList();

            assertThat(replies().saveAll(SHARED, all)).isEqualTo(Outcome.DONE);
            assertThat(replies().saveAll(SHARED, all)).isEqualTo(Outcome.REFUSED);
            assertThat(replies().of(SHARED, 1000)).isEqualTo(all);
        }
    }

    private static CannedReply inLanguage(Shelf shelf, LanguageTag language) {
        return new CannedReply(shelf, "hello", 1, "Title", "Hello", List.of(), language);
    }
}
