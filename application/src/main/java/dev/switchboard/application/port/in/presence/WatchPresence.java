package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows the presence and the unread counts of an organisation's users, and every change of them.
///
/// Each organisation counts its changes: `seq` rises with each change, across restarts too.
/// Everything that is shown or told is durable.
public interface WatchPresence {

    /// Subscribes to every change of an organisation from now on, in the order of `seq` and one
    /// call at a time. Each change is told at most once. It is left out only if this hub learnt of
    /// it by reading the store; then a later change of the same thing has been told.
    ///
    /// Never blocks and never fails, whether the store answers or not. The listener must neither
    /// block nor call this port. It is told changes without regard to rights: before it passes one
    /// on, it asks the [Viewer].
    ///
    /// @return ends the subscription; a call that had begun may still be running afterwards
    Runnable follow(OrgId org, Consumer<? super OrganisationChange> listener);

    /// Shows a viewer the presence of a user or of a group's members.
    ///
    /// The viewer's own user is always known; others must be. The `inOrder` of a snapshot runs
    /// before this returns, between two changes: listeners of the organisation have been told
    /// exactly the changes that the snapshot contains. A watcher that begins to pass changes on
    /// there neither misses nor repeats one. `inOrder` must not block, and the caller must hold no
    /// lock that a listener of [#follow] waits for.
    ///
    /// @param after the last `seq` that the viewer has seen: if all changes since then are still
    ///   known, only users with a change are shown. Null to see everything
    /// @param inOrder runs if something is shown, not if it is refused
    Look look(
            Viewer viewer,
            Subject subject,
            @Nullable Long after,
            Consumer<? super Look.Snapshot> inOrder);

    /// Shows a viewer a user's unread count.
    ///
    /// @param inOrder as in [#look]
    UnreadLook lookAtUnread(
            Viewer viewer, UserRef user, Consumer<? super UnreadLook.Snapshot> inOrder);

    /// The view of somebody's presence.
    sealed interface Look {

        /// @param seq the organisation's count of changes at this moment
        /// @param items by ascending number of the user, without the listen-in ids that the viewer
        ///   may not see
        /// @param resumed whether the items are only those that changed since `after`. If not, they
        ///   are complete and none of them is [Gone]
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

        /// A user who left the group or was removed.
        record Gone(UserRef user, long version) implements Item {}
    }

    /// The view of somebody's unread count.
    sealed interface UnreadLook {

        /// @param seq the organisation's count of changes at this moment
        /// @param total 0 if nothing was counted yet
        /// @param version grows by 1 with each change of the total
        record Snapshot(long seq, UserRef user, long total, long version) implements UnreadLook {}

        record Refused(Refusal why) implements UnreadLook {}
    }
}
