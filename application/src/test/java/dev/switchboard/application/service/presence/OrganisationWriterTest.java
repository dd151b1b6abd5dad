package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.ANSWERED;
import static dev.switchboard.application.service.presence.Office.ORG;
import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.TEAM;
import static dev.switchboard.application.service.presence.Office.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.UserPresence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guarantees of the single writer: order, durability, and the cost of a change.
class OrganisationWriterTest {

    private static final int USERS = 7;

    @Test
    void countsParallelReportsWithoutAGap() {
        InMemoryOrganisations store = new InMemoryOrganisations();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Office office = Office.on(store, workers);
            office.team(USERS);
            office.heard.clear();

            List<UserPresence> answers =
                    InParallel.results(1_000, i -> office.report(1 + i % USERS, channel(i)));

            assertThat(office.heard)
                    .extracting(OrganisationChange::seq)
                    .isSorted()
                    .doesNotHaveDuplicates();
            for (long number = 1; number <= USERS; number++) {
                List<Long> versions = versions(office.heard, number);
                assertThat(versions)
                        .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList());
            }
            assertThat(answers)
                    .containsExactlyInAnyOrderElementsOf(
                            office.heard.stream()
                                    .map(change -> ((OrganisationChange.Presence) change).user())
                                    .toList());
            assertThat(Office.on(store, new Outage()).look(TEAM, null).items())
                    .isEqualTo(office.look(TEAM, null).items());
        }
    }

    @Test
    void storesWhatWaitsInOneWrite() {
        InMemoryOrganisations store = new InMemoryOrganisations();
        List<Runnable> work = new CopyOnWriteArrayList<>();
        Office office = Office.on(store, work::add);
        List<Thread> callers =
                IntStream.range(0, 500)
                        .mapToObj(
                                i -> Thread.startVirtualThread(() -> office.report(1, channel(i))))
                        .toList();
        callers.forEach(OrganisationWriterTest::awaitWaiting);

        assertThat(work).hasSize(1);
        work.getFirst().run();

        callers.forEach(OrganisationWriterTest::awaitEnd);
        assertThat(store.writes()).isEqualTo(1);
        assertThat(versions(office.heard.subList(1, 501), 1)).hasSize(500).isSorted();
    }

    private static void awaitWaiting(Thread caller) {
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void awaitEnd(Thread caller) {
        try {
            caller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesChangesWhileTheStoreIsAwayAndShowsNoneOfThem() {
        Office office = Office.open();
        office.team(2);
        office.report(1, RINGING);
        long seq = office.look(TEAM, null).seq();
        int heard = office.heard.size();

        office.outage.begin();

        assertThatThrownBy(() -> office.report(1, ANSWERED))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> office.look(TEAM, null))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(office.heard).hasSize(heard);

        office.outage.end();

        assertThat(office.look(TEAM, null).seq()).isEqualTo(seq);
        assertThat(office.report(1, ANSWERED).version()).isEqualTo(2);
        assertThat(office.heard).hasSize(heard + 1);
    }

    @Test
    void followsAnOrganisationWhileTheStoreIsAway() {
        Office office = Office.open();
        office.outage.begin();
        List<OrganisationChange> heard = new ArrayList<>();

        Runnable _ = office.watch.follow(ORG, heard::add);
        office.outage.end();
        office.report(1, RINGING);

        assertThat(heard).hasSize(2);
    }

    @Test
    void tellsFollowersOfChangesThatWereStoredThoughNobodyKnew() {
        LosingAnswers store = new LosingAnswers(new InMemoryOrganisations());
        Office office = Office.on(store, new Outage());
        office.team(3);
        office.groups.put(new GroupRef(ORG, 7), "Seven");
        office.heard.clear();
        long seq = office.look(TEAM, null).seq();

        List<Runnable> changes =
                List.of(
                        () -> office.report(1, RINGING),
                        () -> office.unread.count(user(1), new Counting.Add(5), null),
                        () -> office.groups.leave(TEAM, 2),
                        () -> office.groups.join(new GroupRef(ORG, 7), 1),
                        () -> office.users.remove(user(3)),
                        () -> office.users.put(user(4), "Ada", ""),
                        () -> office.groups.remove(new GroupRef(ORG, 7)));
        for (Runnable change : changes) {
            store.losing = true;
            assertThatThrownBy(change::run).isInstanceOf(StoreUnavailableException.class);
            store.losing = false;
            office.look(TEAM, null);
        }

        UserPresence ringing = Office.presences(office.look(user(1), null)).getFirst();
        assertThat(office.heard)
                .containsExactly(
                        new OrganisationChange.Presence(seq + 1, ringing, Set.of(100L)),
                        new OrganisationChange.Unread(
                                seq + 2, user(1), OrganisationChange.Unread.Kind.CHANGED, 5, 1),
                        new OrganisationChange.Left(seq + 3, 100, user(2), 0),
                        new OrganisationChange.Joined(seq + 4, 7, ringing),
                        new OrganisationChange.UserRemoved(seq + 5, user(3), 1, Set.of(100L)),
                        new OrganisationChange.Unread(
                                seq + 6, user(3), OrganisationChange.Unread.Kind.REMOVED, 0, 1),
                        new OrganisationChange.Unread(
                                seq + 7, user(4), OrganisationChange.Unread.Kind.CREATED, 0, 0),
                        new OrganisationChange.Presence(
                                seq + 7,
                                Office.presences(office.look(user(4), null)).getFirst(),
                                Set.of()),
                        new OrganisationChange.GroupRemoved(seq + 9, 7));
    }

    @Test
    void goesOnWithTheNumbersThatWereStored() {
        Office office = Office.open();
        office.team(2);
        office.report(1, RINGING);
        long seq = office.look(TEAM, null).seq();

        Office restarted = office.restarted(Duration.ZERO);

        assertThat(restarted.report(1, ANSWERED).version()).isEqualTo(2);
        assertThat(restarted.look(TEAM, null).seq()).isEqualTo(seq + 1);
        assertThat(restarted.heard).hasSize(1);
    }

    @Test
    void answersOneWhoseChangeFailsAndMakesTheOthers() {
        Office office = Office.open();
        office.report(1, RINGING);

        assertThatThrownBy(() -> office.groups.create(ORG, Long.MAX_VALUE, "Team"))
                .isInstanceOf(InvalidValueException.class);

        assertThat(office.report(1, ANSWERED).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    void costsTheSameInASmallOrganisationAndInALargeOne(int members) {
        CountedStore store = new CountedStore(new InMemoryOrganisations());
        Office office = Office.on(store, new Outage());
        office.team(members);
        store.puts = 0;
        store.writes = 0;

        office.report(1, RINGING);
        office.report(1, Call.NONE);
        office.groups.leave(TEAM, 2);
        office.groups.join(TEAM, 2);
        office.unread.count(user(3), new Counting.Add(1), null);

        assertThat(store.loads).isEqualTo(1);
        assertThat(store.writes).isEqualTo(5);
        assertThat(store.puts).isEqualTo(5);
    }

    private static Call channel(int number) {
        return Call.parse("RINGING", "Inbound", "a1b2c3d4-e5f6-7890-abcd-%012d".formatted(number));
    }

    private static List<Long> versions(List<OrganisationChange> changes, long number) {
        return changes.stream()
                .map(OrganisationChange.Presence.class::cast)
                .filter(change -> change.user().user().number() == number)
                .map(change -> change.user().version())
                .toList();
    }

    /// Stores everything, and on demand reports a failure.
    private static final class LosingAnswers implements Organisations {

        private final Organisations store;
        private boolean losing;

        private LosingAnswers(Organisations store) {
            this.store = store;
        }

        @Override
        public Optional<Stored> load(OrgId org) {
            return store.load(org);
        }

        @Override
        public void write(OrgId org, Batch batch) {
            store.write(org, batch);
            if (losing) {
                throw new StoreUnavailableException("the answer was lost");
            }
        }
    }

    /// Counts the calls of a store.
    private static final class CountedStore implements Organisations {

        private final Organisations store;
        private int loads;
        private int writes;
        private int puts;

        private CountedStore(Organisations store) {
            this.store = store;
        }

        @Override
        public Optional<Stored> load(OrgId org) {
            loads++;
            return store.load(org);
        }

        @Override
        public void write(OrgId org, Batch batch) {
            writes++;
            puts += batch.puts().size();
            store.write(org, batch);
        }
    }
}
