package dev.switchboard.application.service.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Stored;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.OrganisationChange.GroupRemoved;
import dev.switchboard.domain.presence.OrganisationChange.Joined;
import dev.switchboard.domain.presence.OrganisationChange.Left;
import dev.switchboard.domain.presence.OrganisationChange.UserRemoved;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissedChangesTest {

    private static final OrgId ORG = new OrgId("12345");
    private static final UserRef ANN = new UserRef(ORG, 1);
    private static final long SALES = 7;

    private static OrganisationSnapshot at(long seq, Entry... entries) {
        Stored stored = new Stored(seq, Seed.NOW, List.of(entries));
        return OrganisationSnapshot.of(ORG, Optional.of(stored));
    }

    private static User ann(long seq) {
        return new User(UserPresence.unreported(ANN), Unread.NONE, seq, seq, seq);
    }

    private static Group sales(long createdAt) {
        return new Group(SALES, "Sales", createdAt, createdAt);
    }

    private static Membership inSales(long seq) {
        return new Membership(SALES, 1, seq);
    }

    private static List<OrganisationChange> between(
            OrganisationSnapshot before, OrganisationSnapshot now) {
        return new MissedChanges(before, now).list();
    }

    @Test
    void tellOfAUserWhoLeftAGroup() {
        OrganisationSnapshot before = at(3, ann(1), sales(2), inSales(3));
        OrganisationSnapshot now = at(4, ann(1), sales(2), new Removal(4, SALES, 1, 5, 0));

        assertThat(between(before, now)).containsExactly(new Left(4, SALES, ANN, 5));
    }

    @Test
    void tellOfAUserWhoLeftAGroupAndWasRemovedAndMadeAnewLongBefore() {
        Removal removed = new Removal(2, 0, 1, 4, 1);
        OrganisationSnapshot before = at(6, removed, ann(4), sales(5), inSales(6));
        OrganisationSnapshot now = at(7, removed, ann(4), sales(5), new Removal(7, SALES, 1, 5, 0));

        assertThat(between(before, now)).containsExactly(new Left(7, SALES, ANN, 5));
    }

    @Test
    void tellOnceOfTheGroupsOfARemovedUser() {
        OrganisationSnapshot before = at(3, ann(1), sales(2), inSales(3));
        OrganisationSnapshot now =
                at(5, sales(2), new Removal(4, SALES, 1, 5, 0), new Removal(4, 0, 1, 5, 1));

        assertThat(between(before, now))
                .containsExactly(
                        new UserRemoved(4, ANN, 5, Set.of(SALES)),
                        new OrganisationChange.Unread(
                                5, ANN, OrganisationChange.Unread.Kind.REMOVED, 0, 1));
    }

    @Test
    void tellThatAUserWhoWasMadeAnewCountsAgain() {
        OrganisationSnapshot before = at(1, ann(1));
        OrganisationSnapshot now = at(4, new Removal(2, 0, 1, 1, 1), ann(4));

        assertThat(between(before, now))
                .filteredOn(OrganisationChange.Unread.class::isInstance)
                .extracting(change -> ((OrganisationChange.Unread) change).kind())
                .containsExactly(
                        OrganisationChange.Unread.Kind.REMOVED,
                        OrganisationChange.Unread.Kind.CREATED);
    }

    @Test
    void tellOfAGroupThatIsGone() {
        assertThat(between(at(2, sales(2)), at(3))).containsExactly(new GroupRemoved(3, SALES));
    }

    @Test
    void tellOfAGroupThatWasMadeAnewBeforeWhoJoinedIt() {
        OrganisationSnapshot before = at(3, ann(1), sales(2), inSales(3));
        OrganisationSnapshot now = at(6, ann(1), sales(5), inSales(6));

        assertThat(between(before, now))
                .containsExactly(
                        new GroupRemoved(5, SALES),
                        new Joined(6, SALES, UserPresence.unreported(ANN)));
    }
}
