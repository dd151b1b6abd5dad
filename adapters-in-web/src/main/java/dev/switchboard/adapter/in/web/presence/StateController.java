package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Data;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Page;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.presence.ManageProfiles;
import dev.switchboard.application.port.in.presence.ManageStates;
import dev.switchboard.application.port.in.presence.ManageStates.Outcome;
import dev.switchboard.application.port.in.presence.ManageStates.Wording;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.DisplayName;
import dev.switchboard.domain.presence.Numbers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The states of an availability profile. Admins' changes are audited.
@Tag(name = "Availability")
@RestController
@RequestMapping(
        path = "/v1/organisation/{org}/availability/profile/{profile}/state",
        produces = MediaType.APPLICATION_JSON_VALUE)
final class StateController {

    private final ManageProfiles profiles;
    private final ManageStates states;
    private final KeepAudit audit;

    StateController(ManageProfiles profiles, ManageStates states, KeepAudit audit) {
        this.profiles = profiles;
        this.states = states;
        this.audit = audit;
    }

    record StateView(long id, String name, String displayName, Kind kind) {
        static StateView of(State state) {
            return new StateView(state.number(), state.name(), state.displayName(), state.kind());
        }
    }

    /// @param id null for the number after the previous state's
    /// @param displayName null to use the name
    record StateBody(@Nullable Long id, String name, @Nullable String displayName, Kind kind) {

        StateBody {
            new FieldChecks()
                    .check(() -> id == null ? 1 : Numbers.require("id", id))
                    .check(() -> DisplayName.require("name", name))
                    .check(() ->
                            displayName == null
                                    ? ""
                                    : DisplayName.require("displayName", displayName))
                    .require();
        }

        String shown() {
            return displayName == null ? name : displayName;
        }
    }

    /// List the states of a profile.
    ///
    /// By ascending id.
    ///
    /// @param after `next` of the previous page
    /// @param limit 1 to 500; the default is 100
    /// @return a page
    @GetMapping
    Page<StateView> listStates(
            @PathVariable String org,
            @PathVariable String profile,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            OrgCaller caller) {
        long start = QueryText.after(after);
        return Page.ofAll(
                find(OrganisationAccess.of(caller, org), profile).states().stream()
                        .filter(state -> state.number() > start)
                        .toList(),
                OrganisationAccess.limit(limit),
                State::number,
                StateView::of);
    }

    private AvailabilityProfile find(OrganisationAccess entry, String profile) {
        return profiles.find(entry.org(), OrganisationAccess.number("id", profile))
                .orElseThrow(() -> OrganisationAccess.unknown("profile"));
    }

    /// Get a state.
    ///
    /// @return the state
    @GetMapping("/{state}")
    Data<StateView> getState(
            @PathVariable String org,
            @PathVariable String profile,
            @PathVariable String state,
            OrgCaller caller) {
        return find(OrganisationAccess.of(caller, org), profile)
                .state(OrganisationAccess.number("id", state))
                .map(found -> new Data<>(StateView.of(found)))
                .orElseThrow(() -> OrganisationAccess.unknown("state"));
    }

    /// Create a state.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<StateView>> createState(
            @PathVariable String org,
            @PathVariable String profile,
            @RequestBody StateBody body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        long number = OrganisationAccess.number("id", profile);
        State made = done(states.create(entry.org(), number, body.id(), wording(body)));
        record(caller, "state.create", org, number, made);
        URI place =
                URI.create(
                        "/v1/organisation/%s/availability/profile/%d/state/%d"
                                .formatted(org, number, made.number()));
        return ResponseEntity.created(place).body(new Data<>(StateView.of(made)));
    }

    /// Change a state.
    ///
    /// Users in this state keep the name by which they chose it.
    ///
    /// @return the changed state
    @PutMapping(path = "/{state}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Data<StateView> replaceState(
            @PathVariable String org,
            @PathVariable String profile,
            @PathVariable String state,
            @RequestBody StateBody body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        long number = OrganisationAccess.number("id", profile);
        State changed =
                done(
                        states.replace(
                                entry.org(),
                                number,
                                OrganisationAccess.number("id", state),
                                wording(body)));
        record(caller, "state.change", org, number, changed);
        return new Data<>(StateView.of(changed));
    }

    /// Remove a state.
    @DeleteMapping("/{state}")
    ResponseEntity<Void> removeState(
            @PathVariable String org,
            @PathVariable String profile,
            @PathVariable String state,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        long number = OrganisationAccess.number("id", profile);
        State removed =
                done(states.remove(entry.org(), number, OrganisationAccess.number("id", state)));
        record(caller, "state.remove", org, number, removed);
        return ResponseEntity.noContent().build();
    }

    private static Wording wording(StateBody body) {
        return new Wording(body.name(), body.shown(), body.kind());
    }

    private static State done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(State state) -> state;
            case Outcome.UnknownProfile() -> throw OrganisationAccess.unknown("profile");
            case Outcome.UnknownState() -> throw OrganisationAccess.unknown("state");
            case Outcome.Exists() -> throw OrganisationAccess.conflict("The state exists already");
            case Outcome.InUse() -> throw OrganisationAccess.conflict("A user is in it");
            case Outcome.TooMany() ->
                    throw OrganisationAccess.conflict("There are too many states");
        };
    }

    private void record(OrgCaller caller, String action, String org, long profile, State state) {
        String target = "org:%s:profile:%d:state:%d".formatted(org, profile, state.number());
        audit.record(caller.getName(), action, target, state.name());
    }
}
