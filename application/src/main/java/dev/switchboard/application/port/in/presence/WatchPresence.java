package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows the presence and the unread counts of an organisation's users, and every change of them.
///
/// Each organisation counts its changes: `seq` rises with every one, over restarts too. What is
/// shown or told is durable.
public interface WatchPresence {

    /// Hears of every change in an organisation from now on, in the order of `seq` and one call at
    /// a time. A change is told once, or not at all if it came before a node learnt of it by
    /// reading the store, in which case a later change of the same thing has been told.
    ///
    /// Never blocks and never fails, whether the store answers or not. The listener must not block
    /// either, nor ask this port for anything. It is told what nobody in particular may see: who
    /// passes it on asks the [Viewer].
    ///
    /// @return ends it; after its return the listener may still be in a call that had begun
    Runnable follow(OrgId org, Consumer<? super Change> listener);

    /// Shows what a viewer may see of a user or of a group's members.
    ///
    /// The viewer's own user is always known; others must be. The `inOrder` of a snapshot runs
    /// before this returns, between two changes: followers of the organisation have heard of all
    /// that the snapshot has in it, and of nothing else. So whoever begins to pass changes on in
    /// there neither misses nor repeats one. It must not block, and its caller must hold no lock
    /// that a listener of [#follow] waits for.
    ///
    /// @param after the last `seq` the viewer has seen: if all changes since then are still known,
    ///   only users of whom there were any are shown. Null to see everything
    /// @param inOrder runs if something is shown, not if it is refused
    Look look(
            Viewer viewer,
            Subject subject,
            @Nullable Long after,
            Consumer<? super Look.Snapshot> inOrder);

    /// Shows what a viewer may see of a user's unread count.
    ///
    /// @param inOrder as in [#look]
    UnreadLook lookAtUnread(
            Viewer viewer, UserRef user, Consumer<? super UnreadLook.Snapshot> inOrder);

    /// What is seen of somebody's presence.
    sealed interface Look {

        /// @param seq the organisation's count of changes at this moment
        /// @param items by ascending number of the user, without the ids to listen in by that the
        ///   viewer may not see
        /// @param resumed whether they are only what changed since the `after` asked for. If not,
        ///   they are all there are, and none of them is [Gone]
        record Snapshot(long seq, List<Item> items, boolean resumed) implements Look {
            public Snapshot {
                items = List.copyOf(items);
            }
        }

        record Refused(Refusal why) implements Look {}
    }

    /// One user in a snapshot.
    sealed interface Item {

        UserRef user();

        long version();

        record Present(UserPresence presence) implements Item {
            @Override
            public UserRef user() {
                return presence.user();
            }

            @Override
            public long version() {
                return presence.version();
            }
        }

        /// A user who left the group, or was removed altogether.
        record Gone(UserRef user, long version) implements Item {}
    }

    /// What is seen of somebody's unread count.
    sealed interface UnreadLook {

        /// @param seq the organisation's count of changes at this moment
        /// @param total 0 for one for whom nothing was counted yet
        /// @param version grows by 1 with each change of the total
        record Snapshot(long seq, UserRef user, long total, long version) implements UnreadLook {}

        record Refused(Refusal why) implements UnreadLook {}
    }

    /// One change of an organisation.
    sealed interface Change {

        /// Greater than that of every change before.
        long seq();

        /// What watchers see of a user is another.
        ///
        /// @param groups the numbers of the groups the user belongs to
        record Presence(long seq, UserPresence user, Set<Long> groups) implements Change {
            public Presence {
                groups = Set.copyOf(groups);
            }
        }

        /// A user has become a member of a group.
        record Joined(long seq, long group, UserPresence user) implements Change {}

        /// A user is no longer a member of a group.
        ///
        /// @param version of the user's presence
        record Left(long seq, long group, UserRef user, long version) implements Change {}

        /// There is no such user any more, in no group either.
        ///
        /// @param version follows the last one of the user's presence
        /// @param groups the numbers of the groups the user belonged to
        record UserRemoved(long seq, UserRef user, long version, Set<Long> groups)
                implements Change {
            public UserRemoved {
                groups = Set.copyOf(groups);
            }
        }

        /// There is no such group any more; who watched it watches nothing.
        record GroupRemoved(long seq, long group) implements Change {}

        /// A user's unread count is another.
        ///
        /// @param total 0 if it is removed
        /// @param version follows the one before; if it is created, the first
        record Unread(long seq, UserRef user, Kind kind, long total, long version)
                implements Change {

            /// What became of the counter. One is created and removed with its user.
            public enum Kind {
                CREATED,
                CHANGED,
                REMOVED
            }
        }
    }
}
