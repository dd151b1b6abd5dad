package dev.switchboard.application.port.out.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import dev.switchboard.domain.people.Person;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of [Erasures].
public interface ErasuresContract {

    Person ADA =
            new Person(
                    "ada",
                    Set.of(ConversationId.of("chat", "a"), ConversationId.of("yalo", "x:\u00e9")),
                    Set.of("ada", "ada@example.org"),
                    Set.of(FakeResumeTokens.browser(1)));

    /// The same throughout a test, empty when it began.
    Erasures erasures();

    @Test
    default void keepOneAsItIsThroughItsLife() {
        Erasure begun = Erasure.begin("ers_1", ADA, "root", Seed.NOW);
        erasures().save(begun);
        assertThat(erasures().find("ers_1")).contains(begun);

        Erasure counted = begun.with(new Figures(2, 30, 4, 1));
        erasures().save(counted);
        assertThat(erasures().find("ers_1")).contains(counted);

        Erasure done = counted.done(Seed.NOW.plusSeconds(5));
        erasures().save(done);
        assertThat(erasures().find("ers_1")).contains(done);
        assertThat(erasures().all()).containsExactly(done);
    }

    @Test
    default void keepOneBesideAnother() {
        Erasure first = Erasure.begin("ers_1", ADA, "root", Seed.NOW);
        Erasure second = Erasure.begin("ers_2", ADA, "root", Seed.NOW);

        erasures().save(first);
        erasures().save(second);

        assertThat(erasures().all()).containsExactlyInAnyOrder(first, second);
        assertThat(erasures().find("ers_3")).isEmpty();
    }
}
