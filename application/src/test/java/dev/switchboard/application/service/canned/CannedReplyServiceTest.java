package dev.switchboard.application.service.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies.Saved;
import dev.switchboard.application.port.in.canned.KeepCannedReplies.SavedAll;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CannedReplyServiceTest {

    private static final Shelf SHARED = Shelf.of(TenantId.DEFAULT);

    private final CannedReplyService service = new CannedReplyService(new InMemoryCannedReplies());

    private static CannedReply reply(Shelf shelf, String shortcut, long version) {
        return new CannedReply(shelf, shortcut, version, "Title", "Text", List.of(), null);
    }

    @Test
    void addsANewOneAndReplacesTheVersionBefore() {
        assertThat(service.save(reply(SHARED, "a", 2))).isEqualTo(Saved.CHANGED);
        assertThat(service.save(reply(SHARED, "a", 1))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(SHARED, "a", 1))).isEqualTo(Saved.CHANGED);
        assertThat(service.save(reply(SHARED, "a", 2))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(SHARED, "a", 2))).isEqualTo(Saved.CHANGED);
        assertThat(service.list(SHARED)).containsExactly(reply(SHARED, "a", 2));
    }

    @Test
    void hasAMostForEachTenant() {
        for (int i = 0; i < KeepCannedReplies.MOST; i++) {
            assertThat(service.save(reply(SHARED, "a" + i, 1))).isEqualTo(Saved.DONE);
        }

        assertThat(service.save(reply(SHARED, "b", 1))).isEqualTo(Saved.TOO_MANY);
        assertThat(service.save(reply(SHARED, "a1", 2))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(Shelf.of(new TenantId("elektra")), "b", 1)))
                .isEqualTo(Saved.DONE);
        assertThat(service.remove(SHARED, "a2")).isTrue();
        assertThat(service.remove(SHARED, "a2")).isFalse();
        assertThat(service.save(reply(SHARED, "b", 1))).isEqualTo(Saved.DONE);
    }

    private static CannedReply saying(String shortcut, String text) {
        return new CannedReply(SHARED, shortcut, 1, "Title", text, List.of(), null);
    }

    @Test
    void savesManyAndSaysWhatTheyChanged() {
        service.save(saying("same", "Text"));
        service.save(saying("beside", "Text"));
        service.save(saying("other", "Text"));
        service.save(reply(SHARED, "other", 2));
        List<CannedReply> many =
                List.of(saying("same", "Text"), saying("other", "New"), saying("fresh", "New"));

        assertThat(service.saveAll(SHARED, many, true)).isEqualTo(new SavedAll(1, 1, 1, List.of()));
        assertThat(service.list(SHARED)).hasSize(3);
        assertThat(service.saveAll(SHARED, many, false))
                .isEqualTo(new SavedAll(1, 1, 1, List.of()));
        assertThat(service.list(SHARED))
                .containsExactly(
                        saying("beside", "Text"),
                        saying("fresh", "New"),
                        saying("other", "New").at(3),
                        saying("same", "Text"));
        assertThat(service.saveAll(SHARED, many, false))
                .isEqualTo(new SavedAll(0, 0, 3, List.of()));
    }

    @Test
    void savesNoneOfTooMany() {
        List<CannedReply> most =
                IntStream.range(1, KeepCannedReplies.MOST)
                        .mapToObj(i -> saying("r" + i, "Text"))
                        .toList();
        service.saveAll(SHARED, most, false);
        List<CannedReply> more =
                List.of(saying("a", "Text"), saying("r1", "New"), saying("b", "Text"));

        for (boolean trial : List.of(true, false)) {
            assertThat(service.saveAll(SHARED, more, trial))
                    .isEqualTo(new SavedAll(1, 1, 0, List.of("b")));
            assertThat(service.list(SHARED)).hasSize(499);
        }
        assertThat(service.saveAll(SHARED, more.subList(0, 2), false).created()).isEqualTo(1);
    }

    /// Saves one of its own before the first of many, as another writer may.
    @Test
    void replacesWhatSomebodyChangedMeanwhile() {
        InMemoryCannedReplies store = new InMemoryCannedReplies();
        store.insert(saying("hello", "Before"));
        CannedReplies contended =
                new CannedReplies() {

                    private boolean done;

                    @Override
                    public List<CannedReply> of(Shelf shelf, int limit) {
                        return store.of(shelf, limit);
                    }

                    @Override
                    public Outcome insert(CannedReply reply) {
                        return store.insert(reply);
                    }

                    @Override
                    public Outcome replace(CannedReply reply, long version) {
                        return store.replace(reply, version);
                    }

                    @Override
                    public Outcome saveAll(Shelf shelf, List<CannedReply> replies) {
                        if (!done) {
                            done = true;
                            store.replace(saying("hello", "Theirs").at(2), 1);
                        }
                        return store.saveAll(shelf, replies);
                    }

                    @Override
                    public Outcome remove(Shelf shelf, String shortcut) {
                        return store.remove(shelf, shortcut);
                    }
                };

        List<CannedReply> many = List.of(saying("hello", "Ours"), saying("bye", "Ours"));
        assertThat(new CannedReplyService(contended).saveAll(SHARED, many, false))
                .isEqualTo(new SavedAll(1, 1, 0, List.of()));

        assertThat(store.of(SHARED, 10))
                .containsExactly(saying("bye", "Ours"), saying("hello", "Ours").at(3));
    }

    @Test
    void hasAnotherMostForWhatIsAnAgentsOwn() {
        Shelf own = new Shelf(TenantId.DEFAULT, new AgentId("ada"));
        for (int i = 0; i < KeepCannedReplies.MOST_OWN; i++) {
            assertThat(service.save(reply(own, "a" + i, 1))).isEqualTo(Saved.DONE);
        }

        assertThat(service.save(reply(own, "b", 1))).isEqualTo(Saved.TOO_MANY);
        assertThat(service.save(reply(SHARED, "b", 1))).isEqualTo(Saved.DONE);
        assertThat(service.list(own)).hasSize(KeepCannedReplies.MOST_OWN);
        assertThat(service.list(SHARED)).hasSize(1);
    }
}
