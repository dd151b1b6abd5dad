package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Data;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Page;
import dev.switchboard.adapter.in.web.presence.StateController.StateBody;
import dev.switchboard.adapter.in.web.presence.StateController.StateView;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.presence.ManageProfiles;
import dev.switchboard.application.port.in.presence.ManageProfiles.Changed;
import dev.switchboard.application.port.in.presence.ManageProfiles.Created;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.DisplayName;
import dev.switchboard.domain.presence.Numbers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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

/// The availability profiles of an organisation. Admins' changes are audited.
@Tag(name = "Availability")
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ProfileController {

    private final ManageProfiles profiles;
    private final KeepAudit audit;

    ProfileController(ManageProfiles profiles, KeepAudit audit) {
        this.profiles = profiles;
        this.audit = audit;
    }

    record ProfileView(long id, String name, List<StateView> states) {
        static ProfileView of(AvailabilityProfile profile) {
            return new ProfileView(
                    profile.number(),
                    profile.name(),
                    profile.states().stream().map(StateView::of).toList());
        }
    }

    /// @param id null to choose an unused one; ignored if the path names it
    /// @param states null for none in a new profile, and for no change of an existing one
    record ProfileBody(@Nullable Long id, String name, @Nullable List<StateBody> states) {

        ProfileBody {
            new FieldChecks()
                    .check(() -> id == null ? 1 : Numbers.require("id", id))
                    .check(() -> DisplayName.require("name", name))
                    .require();
        }

        @Nullable List<State> toStates() {
            if (states == null) {
                return null;
            }
            List<State> numbered = new ArrayList<>();
            long last = 0;
            for (StateBody state : states) {
                last = state.id() == null ? last + 1 : state.id();
                numbered.add(new State(last, state.name(), state.shown(), state.kind()));
            }
            return numbered;
        }
    }

    /// List the profiles of an organisation.
    ///
    /// By ascending id.
    ///
    /// @param after `next` of the previous page
    /// @param limit 1 to 500; the default is 100
    /// @return a page
    @GetMapping("/v1/organisation/{org}/availability/profile")
    Page<ProfileView> listProfiles(
            @PathVariable String org,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            OrgCaller caller) {
        List<AvailabilityProfile> all = profiles.list(OrganisationAccess.of(caller, org).org());
        long start = QueryText.after(after);
        return Page.ofAll(
                all.stream().filter(profile -> profile.number() > start).toList(),
                OrganisationAccess.limit(limit),
                AvailabilityProfile::number,
                ProfileView::of);
    }

    /// Get a profile.
    ///
    /// @return the profile
    @GetMapping("/v1/organisation/{org}/availability/profile/{profile}")
    Data<ProfileView> getProfile(
            @PathVariable String org, @PathVariable String profile, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        return profiles.find(entry.org(), OrganisationAccess.number("id", profile))
                .map(found -> new Data<>(ProfileView.of(found)))
                .orElseThrow(() -> OrganisationAccess.unknown("profile"));
    }

    /// Create a profile.
    @PostMapping(
            path = "/v1/organisation/{org}/availability/profile",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<ProfileView>> createProfile(
            @PathVariable String org, @RequestBody ProfileBody body, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        List<State> states = body.toStates();
        Created created =
                profiles.create(
                        entry.org(), body.id(), body.name(), states == null ? List.of() : states);
        return switch (created) {
            case Created.Done(AvailabilityProfile made) -> {
                record(caller, "profile.create", org, made);
                URI place =
                        URI.create(
                                "/v1/organisation/%s/availability/profile/%d"
                                        .formatted(org, made.number()));
                yield ResponseEntity.created(place).body(new Data<>(ProfileView.of(made)));
            }
            case Created.Exists() ->
                    throw OrganisationAccess.conflict("The profile exists already");
            case Created.TooMany() ->
                    throw OrganisationAccess.conflict("There are too many profiles");
        };
    }

    /// Change a profile.
    ///
    /// Its name, and its states if they are given.
    ///
    /// @return the changed profile
    @PutMapping(
            path = "/v1/organisation/{org}/availability/profile/{profile}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Data<ProfileView> replaceProfile(
            @PathVariable String org,
            @PathVariable String profile,
            @RequestBody ProfileBody body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        AvailabilityProfile changed =
                done(
                        profiles.replace(
                                entry.org(),
                                OrganisationAccess.number("id", profile),
                                body.name(),
                                body.toStates()));
        record(caller, "profile.change", org, changed);
        return new Data<>(ProfileView.of(changed));
    }

    /// Remove a profile.
    @DeleteMapping("/v1/organisation/{org}/availability/profile/{profile}")
    ResponseEntity<Void> removeProfile(
            @PathVariable String org, @PathVariable String profile, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        record(
                caller,
                "profile.remove",
                org,
                done(profiles.remove(entry.org(), OrganisationAccess.number("id", profile))));
        return ResponseEntity.noContent().build();
    }

    private static AvailabilityProfile done(Changed changed) {
        return switch (changed) {
            case Changed.Done(AvailabilityProfile profile) -> profile;
            case Changed.Unknown() -> throw OrganisationAccess.unknown("profile");
            case Changed.InUse() -> throw OrganisationAccess.conflict("A user is in it");
        };
    }

    private void record(OrgCaller caller, String action, String org, AvailabilityProfile profile) {
        String target = "org:%s:profile:%d".formatted(org, profile.number());
        audit.record(caller.getName(), action, target, profile.name());
    }
}
