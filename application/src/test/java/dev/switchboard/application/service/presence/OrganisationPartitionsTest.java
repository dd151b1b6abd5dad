package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.ANSWERED;
import static dev.switchboard.application.service.presence.Office.ORG;
import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.presence.OrganisationChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// An organisation that comes to this hub and goes to another one.
class OrganisationPartitionsTest {

    private static final Partitions OURS = Partitions.of(ORG);

    private final Outage outage = new Outage();
    private final Organisations store = new InMemoryOrganisations(outage);
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Office here = Office.on(store, outage);
    private final Office there = Office.on(store, outage);

    private void loseIt(Office office) {
        office.ownership.lose(OURS, office.organisations);
    }

    private void takeIt(Office office) {
        office.ownership.take(OURS, true, office.organisations);
    }

    @Test
    void isNeitherChangedNorShownWhereItIsNot() {
        here.report(1, RINGING);
        loseIt(here);

        assertThatThrownBy(() -> here.report(1, ANSWERED))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> here.look(Office.TEAM, null))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void isNotWrittenByChangesThatStillWaitedWhenItWasLost() {
        Office slow = Office.on(store, work::add);
        CompletableFuture<Void> change =
                slow.organisations.writer(ORG).changeSoon(draft -> draft.known(user(1)));
        assertThat(slow.organisations.giving(OURS)).isEqualTo(Progress.UNDER_WAY);

        loseIt(slow);
        work.remove().run();

        assertThat(change).isCompletedExceptionally();
        assertThat(store.load(ORG)).isEmpty();
        assertThat(slow.organisations.giving(OURS)).isEqualTo(Progress.QUIET);
    }

    @Test
    void tellsWhoFollowsItWhatAnotherHubChangedMeanwhile() {
        here.report(1, RINGING);
        loseIt(here);
        there.report(1, ANSWERED);
        here.heard.clear();

        takeIt(here);

        assertThat(here.heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        OrganisationChange.Presence.class,
                        change -> assertThat(change.user().call()).isEqualTo(ANSWERED));
    }

    /// Nobody was to end it while another hub had the organisation.
    @Test
    void endsACallWhoseTimeWasOverMeanwhile() {
        here.report(1, RINGING, null, Duration.ofSeconds(60));
        loseIt(here);
        here.clock.advance(Duration.ofSeconds(90));
        here.heard.clear();

        takeIt(here);

        assertThat(here.heard).hasSize(1);
    }
}
