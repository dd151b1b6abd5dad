package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.ANSWERED;
import static dev.switchboard.application.service.presence.Office.ORG;
import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.TEAM;
import static dev.switchboard.application.service.presence.Office.numbers;
import static dev.switchboard.application.service.presence.Office.presences;
import static dev.switchboard.application.service.presence.Office.user;
import static dev.switchboard.application.service.presence.Office.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.in.presence.WatchPresence.Item;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WatchServiceTest {

    private final Office office = Office.open();

    @Test
    void showsOneselfBeforeAnythingWasReported() {
        Look look = office.watch.look(viewer(67890), user(67890), null, _ -> {});

        assertThat(look)
                .isEqualTo(
                        new Look.Snapshot(
                                0,
                                List.of(new Item.Present(UserPresence.unreported(user(67890)))),
                                false));
    }

    @Test
    void answersAlikeForColleaguesThatAreThereAndThatAreNot() {
        office.team(1);

        assertThat(refusal(viewer(67890), user(1))).isEqualTo(Refusal.DENIED);
        assertThat(refusal(viewer(67890), user(2))).isEqualTo(Refusal.DENIED);
        assertThat(refusal(viewer(67890), TEAM)).isEqualTo(Refusal.DENIED);
        assertThat(refusal(viewer(67890), new GroupRef(ORG, 7))).isEqualTo(Refusal.DENIED);
    }

    @Test
    void tellsAnAgentWhoIsNotThere() {
        assertThat(refusal(viewer(67890, Role.AGENT), user(2))).isEqualTo(Refusal.UNKNOWN);
        assertThat(refusal(viewer(67890, Role.AGENT), TEAM)).isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void showsNothingOfAnotherOrganisation() {
        Viewer foreign = Viewer.of(new OrgId("999"), 1, Set.of(Role.ADMIN));
        office.team(1);

        assertThat(refusal(foreign, user(1))).isEqualTo(Refusal.FOREIGN_ORG);
        assertThat(refusal(foreign, TEAM)).isEqualTo(Refusal.FOREIGN_ORG);
        assertThat(office.watch.lookAtUnread(foreign, user(1), _ -> {}))
                .isEqualTo(new UnreadLook.Refused(Refusal.FOREIGN_ORG));
    }

    @Test
    void showsAllMembersOfAGroupInOrder() {
        office.team(450);
        office.report(7, RINGING);

        Look.Snapshot all = office.look(TEAM, null);

        assertThat(numbers(all)).isEqualTo(LongStream.rangeClosed(1, 450).boxed().toList());
        assertThat(all.resumed()).isFalse();
        assertThat(presences(all).get(6).call()).isEqualTo(RINGING);
    }

    @Test
    void showsWhereToListenInToSupervisorsAndOneself() {
        office.team(2);
        office.report(1, ANSWERED);

        assertThat(channelsSeenBy(viewer(67890, Role.AGENT), TEAM)).containsExactly("", "");
        assertThat(channelsSeenBy(viewer(1, Role.AGENT), TEAM))
                .containsExactly(ANSWERED.channel(), "");
        assertThat(channelsSeenBy(viewer(67890, Role.SUPERVISOR), user(1)))
                .containsExactly(ANSWERED.channel());
    }

    @Test
    void showsOnlyWhatChangedSinceALook() {
        office.team(6);
        long seen = office.look(TEAM, null).seq();

        office.report(1, RINGING);
        office.report(1, ANSWERED);
        office.report(3, RINGING);
        office.report(3, Call.NONE);
        office.groups.leave(TEAM, 4);
        assertThat(office.users.remove(user(5))).isNotNull();
        office.unread.count(user(6), new Counting.Add(5), null);

        for (Look.Snapshot now :
                List.of(
                        office.look(TEAM, seen),
                        office.restarted(Duration.ofHours(1)).look(TEAM, seen))) {
            assertThat(now.resumed()).isTrue();
            assertThat(numbers(now)).containsExactly(1L, 3L, 4L, 5L);
            assertThat(presences(now))
                    .extracting(UserPresence::call, UserPresence::version)
                    .containsExactly(tuple(ANSWERED, 2L), tuple(Call.NONE, 2L));
            assertThat(now.items().subList(2, 4))
                    .containsExactly(new Item.Gone(user(4), 0), new Item.Gone(user(5), 1));
        }
    }

    @Test
    void showsWhoJoinedSinceALook() {
        office.team(2);
        office.users.put(user(3), "Ada", "");
        long seen = office.look(TEAM, null).seq();

        office.groups.join(TEAM, 3);
        office.groups.leave(TEAM, 1);
        office.groups.join(TEAM, 1);

        assertThat(numbers(office.look(TEAM, seen))).containsExactly(1L, 3L);
        assertThat(presences(office.look(TEAM, seen))).hasSize(2);
    }

    @Test
    void showsNothingToWhoHasSeenAll() {
        office.team(2);
        office.report(1, RINGING);
        long seen = office.look(TEAM, null).seq();

        office.clock.advance(Duration.ofDays(9));

        assertThat(office.look(TEAM, seen)).isEqualTo(new Look.Snapshot(seen, List.of(), true));
        assertThat(office.look(user(1), seen)).isEqualTo(new Look.Snapshot(seen, List.of(), true));
    }

    @Test
    void showsAllToWhoHasSeenTheFuture() {
        office.team(2);

        assertThat(office.look(TEAM, 1_000L).resumed()).isFalse();
        assertThat(numbers(office.look(TEAM, 1_000L))).containsExactly(1L, 2L);
        assertThat(office.look(user(1), 1_000L).resumed()).isFalse();
    }

    @Test
    void showsAllToWhoHasBeenAwayForADay() {
        office.team(3);
        long seen = office.look(TEAM, null).seq();
        office.groups.leave(TEAM, 2);
        long later = office.look(TEAM, null).seq();
        office.clock.advance(Duration.ofHours(23));
        office.report(1, RINGING);

        assertThat(office.look(TEAM, seen).resumed()).isTrue();

        office.clock.advance(Duration.ofHours(1));

        assertThat(office.look(TEAM, seen).resumed()).isFalse();
        assertThat(numbers(office.look(TEAM, seen))).containsExactly(1L, 3L);
        assertThat(numbers(office.look(TEAM, later))).containsExactly(1L);
        Office restarted = office.restarted(Duration.ZERO);
        assertThat(restarted.look(TEAM, seen).resumed()).isFalse();
        assertThat(restarted.look(TEAM, later).resumed()).isTrue();
    }

    @Test
    void showsAllOfAGroupThatBeganAnew() {
        office.team(2);
        long seen = office.look(TEAM, null).seq();

        office.groups.remove(TEAM);
        office.groups.put(TEAM, "Team");
        office.groups.join(TEAM, 2);

        assertThat(office.look(TEAM, seen).resumed()).isFalse();
        assertThat(numbers(office.look(TEAM, seen))).containsExactly(2L);
    }

    @Test
    void neverShowsAnOlderVersionOfAUserWhoCameBack() {
        office.report(1, RINGING);
        office.report(1, ANSWERED);
        office.unread.count(user(1), new Counting.Add(1), null);

        office.users.remove(user(1));
        UserPresence between = own(1);
        office.report(1, RINGING);

        assertThat(between.version()).isEqualTo(3);
        assertThat(own(1).version()).isEqualTo(4);
        assertThat(unreadVersion(1)).isEqualTo(3);
    }

    @Test
    void tellsFollowersOfEveryChangeInOrder() {
        office.team(1);
        office.report(1, RINGING);
        office.report(1, RINGING);
        office.unread.count(user(1), new Counting.Add(2), null);
        office.groups.leave(TEAM, 1);
        office.groups.join(TEAM, 1);
        office.users.remove(user(1));
        office.groups.remove(TEAM);

        UserPresence named = UserPresence.unreported(user(1)).named("User 1", "");
        UserPresence ringing = named.after(new UserPresence.Report(RINGING, null, null, null));
        assertThat(office.heard)
                .containsExactly(
                        unread(1, OrganisationChange.Unread.Kind.CREATED, 0, 0),
                        new OrganisationChange.Joined(3, 100, named),
                        new OrganisationChange.Presence(4, ringing, Set.of(100L)),
                        unread(5, OrganisationChange.Unread.Kind.CHANGED, 2, 1),
                        new OrganisationChange.Left(6, 100, user(1), 1),
                        new OrganisationChange.Joined(7, 100, ringing),
                        new OrganisationChange.UserRemoved(8, user(1), 2, Set.of(100L)),
                        unread(9, OrganisationChange.Unread.Kind.REMOVED, 0, 2),
                        new OrganisationChange.GroupRemoved(10, 100));
    }

    @Test
    void tellsNobodyWhoDoesNotFollowAnyMore() {
        List<OrganisationChange> heard = new ArrayList<>();
        Runnable end = office.watch.follow(ORG, heard::add);
        office.report(1, RINGING);
        int before = heard.size();

        end.run();
        office.report(1, ANSWERED);

        assertThat(heard).hasSize(before);
    }

    @Test
    void tellsTheOthersWhenOneFollowerFails() {
        Runnable _ =
                office.watch.follow(
                        ORG,
                        _ -> {
                            throw new IllegalStateException("a fault of the test");
                        });
        List<OrganisationChange> heard = new ArrayList<>();
        Runnable _ = office.watch.follow(ORG, heard::add);

        office.report(1, RINGING);

        assertThat(heard).hasSize(2);
    }

    @Test
    void handsASnapshotOverBetweenTwoChanges() {
        office.team(1);
        List<Long> order = new ArrayList<>();
        Runnable _ = office.watch.follow(ORG, change -> order.add(change.seq()));
        office.report(1, RINGING);

        office.watch.look(viewer(1), user(1), null, snapshot -> order.add(-snapshot.seq()));
        office.watch.lookAtUnread(viewer(1), user(1), snapshot -> order.add(-snapshot.seq()));
        office.report(1, ANSWERED);

        assertThat(order).containsExactly(4L, -4L, -4L, 5L);
    }

    @Test
    void showsUnreadCountsToOneselfAndAgents() {
        office.report(1, RINGING);
        office.unread.count(user(1), new Counting.Add(5), null);

        assertThat(office.watch.lookAtUnread(viewer(1), user(1), _ -> {}))
                .isEqualTo(new UnreadLook.Snapshot(3, user(1), 5, 1));
        assertThat(office.watch.lookAtUnread(viewer(2, Role.AGENT), user(1), _ -> {}))
                .isInstanceOf(UnreadLook.Snapshot.class);
        assertThat(office.watch.lookAtUnread(viewer(2), user(1), _ -> {}))
                .isEqualTo(new UnreadLook.Refused(Refusal.DENIED));
        assertThat(office.watch.lookAtUnread(viewer(2, Role.AGENT), user(7), _ -> {}))
                .isEqualTo(new UnreadLook.Refused(Refusal.UNKNOWN));
        assertThat(office.watch.lookAtUnread(viewer(7), user(7), _ -> {}))
                .isEqualTo(new UnreadLook.Snapshot(3, user(7), 0, 0));
    }

    private static OrganisationChange unread(
            long seq, OrganisationChange.Unread.Kind kind, long total, long version) {
        return new OrganisationChange.Unread(seq, user(1), kind, total, version);
    }

    private Refusal refusal(Viewer viewer, Subject subject) {
        Look look =
                office.watch.look(
                        viewer,
                        subject,
                        null,
                        _ -> {
                            throw new AssertionError("shown");
                        });
        return ((Look.Refused) look).why();
    }

    private List<String> channelsSeenBy(Viewer viewer, Subject subject) {
        Look look = office.watch.look(viewer, subject, null, _ -> {});
        return presences((Look.Snapshot) look).stream()
                .map(presence -> presence.call().channel())
                .toList();
    }

    private UserPresence own(long number) {
        UserRef self = user(number);
        Look look = office.watch.look(viewer(number), self, null, _ -> {});
        return presences((Look.Snapshot) look).getFirst();
    }

    private long unreadVersion(long number) {
        UnreadLook look = office.watch.lookAtUnread(viewer(number), user(number), _ -> {});
        return ((UnreadLook.Snapshot) look).version();
    }
}
