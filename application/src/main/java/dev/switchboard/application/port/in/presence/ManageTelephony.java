package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import java.util.Optional;

/// Stores what a telephone system reports of an organisation besides its users: its devices and the
/// agents of its call queues. The hub keeps the latest report and does not use it.
public interface ManageTelephony {

    /// Returns the devices in the reported order; an empty list if none were reported.
    List<JsonObject> devices(OrgId org);

    /// @param devices at most 1 MiB as JSON and 10 levels deep
    /// @throws dev.switchboard.domain.InvalidValueException naming `data` if they exceed that
    void replaceDevices(OrgId org, List<JsonObject> devices);

    /// Returns the agents of a call queue of the viewer's organisation, in the reported order and
    /// as the viewer may see them. An unknown user is shown like a user without reports. Empty if
    /// the queue was never reported.
    Optional<List<UserPresence>> agents(Viewer viewer, long queue);

    /// @param queue 1 or more
    /// @param users numbers of users, at most 10,000; duplicates count once
    /// @throws dev.switchboard.domain.InvalidValueException naming `id`, `userId` or `data`
    void replaceAgents(OrgId org, long queue, List<Long> users);
}
