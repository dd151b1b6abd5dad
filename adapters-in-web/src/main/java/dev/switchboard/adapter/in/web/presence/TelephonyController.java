package dev.switchboard.adapter.in.web.presence;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Data;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.User;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.UserPresence;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The devices and call queues of an organisation, as its telephone system reports them.
@Tag(name = "Telephony")
@RestController
@RequestMapping(path = "/v1/organisation/{org}", produces = MediaType.APPLICATION_JSON_VALUE)
final class TelephonyController {

    private final ManageTelephony telephony;

    TelephonyController(ManageTelephony telephony) {
        this.telephony = telephony;
    }

    /// @param data the telephone system's own description of each device
    record Devices(List<JsonObject> data) {}

    /// The devices as JSON text.
    record DevicesView(@Schema(types = "array") @JsonRawValue String data) {

        static DevicesView of(List<JsonObject> devices) {
            return new DevicesView(JsonValues.write(new JsonArray(List.copyOf(devices))));
        }
    }

    record Agents(List<Agent> data) {}

    record Agent(long userId) {
        Agent {
            Numbers.require("userId", userId);
        }
    }

    /// List the devices of an organisation.
    ///
    /// @return the devices
    @GetMapping("/sip-device")
    DevicesView listDevices(@PathVariable String org, OrgCaller caller) {
        return DevicesView.of(telephony.devices(OrganisationAccess.of(caller, org).org()));
    }

    /// Replace the devices of an organisation.
    ///
    /// Any objects, at most 1 MiB.
    ///
    /// @return the devices
    @PutMapping(path = "/sip-device", consumes = MediaType.APPLICATION_JSON_VALUE)
    DevicesView replaceDevices(
            @PathVariable String org, @RequestBody Devices body, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        telephony.replaceDevices(entry.org(), body.data());
        return DevicesView.of(body.data());
    }

    /// List the agents of a call queue with their presence.
    ///
    /// @return the agents
    @GetMapping("/call-queue/{queue}/agent")
    Data<List<User>> listQueueAgents(
            @PathVariable String org, @PathVariable String queue, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        List<UserPresence> agents =
                telephony
                        .agents(entry.viewer(), OrganisationAccess.number("id", queue))
                        .orElseThrow(() -> OrganisationAccess.unknown("call queue"));
        return new Data<>(agents.stream().map(User::of).toList());
    }

    /// Replace the agents of a call queue.
    ///
    /// At most 10,000; duplicates count once.
    ///
    /// @return the agents
    @PutMapping(path = "/call-queue/{queue}/agent", consumes = MediaType.APPLICATION_JSON_VALUE)
    Agents replaceQueueAgents(
            @PathVariable String org,
            @PathVariable String queue,
            @RequestBody Agents body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        List<Long> users = body.data().stream().map(Agent::userId).distinct().toList();
        telephony.replaceAgents(entry.org(), OrganisationAccess.number("id", queue), users);
        return new Agents(users.stream().map(Agent::new).toList());
    }
}
