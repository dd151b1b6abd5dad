package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.ORG;
import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.presence.OrganisationUpdates.Missing;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Position;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Update;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.domain.presence.OrganisationChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An image that moves from position to position, and answers of an owner that come late.
class OrganisationImageTest {

    private static final Position READ = new Position(3, 1, 0);

    private final OrganisationImage image = new OrganisationImage(ORG, List.of(), true);
    private final List<OrganisationChange> heard = new ArrayList<>();

    @BeforeEach
    void read() {
        assertThat(image.replace(null, empty(), READ)).isTrue();
        Runnable _ = image.follow(heard::add);
    }

    private static OrganisationSnapshot empty() {
        return OrganisationSnapshot.of(ORG, Optional.empty());
    }

    private static Update update(Position position) {
        return new Update(
                position,
                new Batch(position.count(), Instant.EPOCH, List.of(), List.of()),
                List.of(new OrganisationChange.GroupRemoved(position.count(), 100)));
    }

    @Test
    void takesTheNextUpdateAndNoOther() {
        Update next = update(READ.next());

        assertThat(image.apply(update(READ.next().next()))).isFalse();
        assertThat(image.apply(update(new Position(3, 2, 1)))).isFalse();
        assertThat(image.apply(update(new Position(2, 1, 1)))).isFalse();
        assertThat(image.apply(next)).isTrue();
        assertThat(image.apply(next)).isFalse();

        assertThat(heard).isEqualTo(next.changes());
    }

    @Test
    void isNotReplacedByTheAnswerToAnEarlierQuestion() {
        image.apply(update(READ.next()));

        assertThat(image.replace(READ, empty(), new Position(4, 1, 0))).isFalse();
        assertThat(image.position()).isEqualTo(READ.next());
    }

    @Test
    void knowsWhatAnotherImageLacks() {
        Update one = update(READ.next());
        Update two = update(READ.next().next());
        image.apply(one);
        image.apply(two);

        assertThat(image.since(READ)).isEqualTo(new Missing.Updates(List.of(one, two)));
        assertThat(image.since(one.position())).isEqualTo(new Missing.Updates(List.of(two)));
        assertThat(image.since(two.position())).isEqualTo(new Missing.Updates(List.of()));
    }

    @Test
    void givesAllToAnImageThatItDoesNotKnow() {
        image.apply(update(READ.next()));

        for (Position unknown :
                List.of(new Position(2, 1, 0), new Position(3, 2, 0), READ.next().next())) {
            assertThat(image.since(unknown))
                    .isInstanceOfSatisfying(
                            Missing.All.class,
                            all -> assertThat(all.position()).isEqualTo(READ.next()));
        }
    }

    /// A mirror of what it gives is the same, whatever has happened.
    @Test
    void givesAllOfAnOrganisation() {
        Office office = Office.open();
        office.team(3);
        office.report(1, RINGING);
        office.groups.leave(Office.TEAM, 2);
        office.users.remove(user(3));

        OrganisationSnapshot copy =
                office.organisations
                        .of(ORG)
                        .look(snapshot -> OrganisationSnapshot.of(ORG, snapshot.stored()));

        assertThat(copy)
                .usingRecursiveComparison()
                .isEqualTo(OrganisationSnapshot.of(ORG, office.store.load(ORG)));
    }
}
