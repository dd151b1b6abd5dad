package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import java.util.Optional;

/// What a telephone system tells of an organisation beside its users: its devices and who serves
/// its call queues. The hub keeps both as they were told last and does nothing with them.
public interface ManageTelephony {

    /// The devices in the order in which they were given; none if nobody gave any.
    List<JsonObject> devices(OrgId org);

    /// @param devices at most 1 MiB as JSON and 10 levels deep
    /// @throws dev.switchboard.domain.InvalidValueException naming `data` if they are more
    void replaceDevices(OrgId org, List<JsonObject> devices);

    /// Those who serve a call queue of the viewer's organisation, in the order in which they were
    /// given and as the viewer may see them. One who is not known is shown as one of whom nothing
    /// was reported. Empty if nobody named the queue.
    Optional<List<UserPresence>> agents(Viewer viewer, long queue);

    /// @param queue 1 or more
    /// @param users numbers of users, 10,000 at most; a repeated one counts once
    /// @throws dev.switchboard.domain.InvalidValueException naming `id`, `userId` or `data`
    void replaceAgents(OrgId org, long queue, List<Long> users);
}
