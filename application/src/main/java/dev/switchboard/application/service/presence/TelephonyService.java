package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.out.presence.Organisations.Devices;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Queue;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Stores the devices and queues that telephone systems report.
final class TelephonyService implements ManageTelephony {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_LEVELS = 10;
    private static final int MOST_AGENTS = 10_000;

    private final OpenOrganisations organisations;

    TelephonyService(OpenOrganisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<JsonObject> devices(OrgId org) {
        return organisations
                .of(org)
                .look(snapshot ->
                        snapshot.get(Devices.KEY) instanceof Devices devices
                                ? devices.devices()
                                : List.of());
    }

    @Override
    public void replaceDevices(OrgId org, List<JsonObject> devices) {
        JsonArray all = new JsonArray(List.copyOf(devices));
        // the list itself is not one of the caller's levels
        if (JsonValues.depth(all) > MOST_LEVELS + 1) {
            throw new InvalidValueException(
                    "data", Reason.INVALID, "at most " + MOST_LEVELS + " levels deep");
        }
        String text = JsonValues.write(all);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new InvalidValueException("data", Reason.TOO_LONG);
        }
        // an unpaired surrogate, which no store could write
        if (text.codePoints().anyMatch(it -> Character.getType(it) == Character.SURROGATE)) {
            throw new InvalidValueException("data", Reason.INVALID, "text of whole characters");
        }
        organisations
                .writer(org)
                .change(draft -> {
                    draft.put(new Devices(devices, draft.seq()));
                    return true;
                });
    }

    @Override
    public Optional<List<UserPresence>> agents(Viewer viewer, long queue) {
        return organisations
                .of(viewer.org())
                .look(snapshot ->
                        snapshot.get(EntryKey.queue(queue)) instanceof Queue found
                                ? Optional.of(
                                        found.users().stream()
                                                .map(number -> agent(snapshot, viewer, number))
                                                .toList())
                                : Optional.empty());
    }

    private static UserPresence agent(OrganisationSnapshot snapshot, Viewer viewer, long number) {
        User user = snapshot.user(number);
        return user == null
                ? WatchService.unreported(snapshot, new UserRef(viewer.org(), number))
                : viewer.view(user.presence());
    }

    @Override
    public void replaceAgents(OrgId org, long queue, List<Long> users) {
        if (queue < 1 || queue > Numbers.GREATEST) {
            throw new InvalidValueException("id", Reason.INVALID);
        }
        List<Long> once =
                users.stream().map(user -> new UserRef(org, user).number()).distinct().toList();
        if (once.size() > MOST_AGENTS) {
            throw new InvalidValueException("data", Reason.TOO_LONG);
        }
        organisations
                .writer(org)
                .change(draft -> {
                    draft.put(new Queue(queue, once, draft.seq()));
                    return true;
                });
    }
}
