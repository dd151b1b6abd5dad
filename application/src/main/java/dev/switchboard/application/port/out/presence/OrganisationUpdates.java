package dev.switchboard.application.port.out.presence;

import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Stored;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a hub that shows an organisation what its owner changed.
public interface OrganisationUpdates {

    /// Returns what an image of an organisation lacks: every change that was answered before this
    /// call is in the image or in the result.
    ///
    /// @param known where the image is; null if there is none
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the owner
    ///   cannot be reached, or cannot read its store
    Missing since(OrgId org, @Nullable Position known);

    /// The difference of an image from the owner's.
    sealed interface Missing {

        /// @param updates to be made in this order; none if the image is the owner's
        record Updates(List<Update> updates) implements Missing {
            public Updates {
                updates = List.copyOf(updates);
            }
        }

        /// All of the organisation, because the owner does not know that image or remembers too
        /// little.
        ///
        /// @param stored empty if nothing was ever written
        record All(Position position, Optional<Stored> stored) implements Missing {}
    }

    /// The state of an image among all of the organisation's.
    ///
    /// @param epoch the owner's term
    /// @param reading counts the owner's readings of the store within the term
    /// @param count the updates since the reading
    record Position(long epoch, long reading, long count) {

        public Position next() {
            return new Position(epoch, reading, count + 1);
        }

        /// Whether updates lead here from an earlier position.
        public boolean follows(Position other) {
            return epoch == other.epoch && reading == other.reading && count > other.count;
        }
    }

    /// One durable write.
    ///
    /// @param position the one after it
    /// @param changes what followers are told of it
    record Update(Position position, Batch batch, List<OrganisationChange> changes) {
        public Update {
            changes = List.copyOf(changes);
        }
    }
}
