package dev.switchboard.application.port.out.presence;

import dev.switchboard.domain.presence.OrgId;
import java.util.Set;
import java.util.function.Consumer;

/// Tells the hubs that show an organisation that its owner changed it. Events are hints, never the
/// record: [OrganisationUpdates] tells what was changed.
public interface OrganisationEvents {

    /// No other hub shows anything, and none changes anything.
    OrganisationEvents NONE =
            new OrganisationEvents() {
                @Override
                public void changed(OrgId org) {}

                @Override
                public void listen(Consumer<OrgId> listener) {}

                @Override
                public void follow(OrgId org) {}

                @Override
                public void retain(Set<OrgId> orgs) {}

                @Override
                public boolean isWhole() {
                    return true;
                }
            };

    /// Notifies the hubs that follow the organisation. Never blocks and never throws.
    void changed(OrgId org);

    /// Subscribes to the organisations that this hub [follows][#follow]: whenever another hub may
    /// have changed one, and once when its events begin to arrive. The listener must not block.
    void listen(Consumer<OrgId> listener);

    /// Asks other hubs for their events of an organisation. Never blocks.
    void follow(OrgId org);

    /// Asks for no more events of other organisations, unless they were asked for only just now.
    void retain(Set<OrgId> orgs);

    /// Whether the events of all hubs arrive, as far as this one knows.
    boolean isWhole();
}
