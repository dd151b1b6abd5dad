package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Data;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Page;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Presence;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.User;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ManageUsers.Found;
import dev.switchboard.application.port.in.presence.ManageUsers.Put;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.ReportPresence.Chosen;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.DisplayName;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/// The users of an organisation.
@Tag(name = "Organisations")
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class UserController {

    private final ManageUsers users;
    private final ReportPresence presence;
    private final KeepAudit audit;

    UserController(ManageUsers users, ReportPresence presence, KeepAudit audit) {
        this.users = users;
        this.presence = presence;
        this.audit = audit;
    }

    /// Get the caller's own user.
    ///
    /// `id` is 0 for a caller who is no user of an organisation, and `orgId` is empty for a caller
    /// without an organisation.
    ///
    /// @return the user
    @GetMapping("/v1/user/me")
    Data<Me> getMe(OrgCaller caller) {
        OrgIdentity identity = caller.identity();
        if (identity == null) {
            String org = caller.org() == null ? "" : caller.org();
            return new Data<>(new Me(0, org, caller.getName(), roles(caller), 0, 0));
        }
        OrganisationAccess entry = OrganisationAccess.of(caller, identity.orgId());
        UserPresence own = find(entry, new UserRef(entry.org(), identity.userId()));
        return new Data<>(
                new Me(
                        identity.userId(),
                        identity.orgId(),
                        own.name().isEmpty() ? caller.getName() : own.name(),
                        roles(caller),
                        own.availability().profileId(),
                        own.availability().stateId()));
    }

    record Me(
            long id,
            String orgId,
            String name,
            List<String> roles,
            long availabilityProfileId,
            long availabilityStateId) {}

    private static List<String> roles(OrgCaller caller) {
        return caller.roles().stream().sorted().map(Role::name).toList();
    }

    private UserPresence find(OrganisationAccess entry, UserRef user) {
        return switch (users.find(entry.viewer(), user)) {
            case Found.Done(UserPresence found) -> found;
            case Found.Refused(var why) -> throw OrganisationAccess.refused(why);
        };
    }

    /// List the users of an organisation.
    ///
    /// By ascending id.
    ///
    /// @param after `next` of the previous page
    /// @param limit 1 to 500; the default is 100
    /// @return a page
    @GetMapping("/v1/organisation/{org}/user")
    Page<User> listUsers(
            @PathVariable String org,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        ManageUsers.Page page =
                users.list(entry.viewer(), QueryText.after(after), OrganisationAccess.limit(limit));
        return Page.of(page.users(), page.next(), User::of);
    }

    /// Name a user.
    ///
    /// Creates the user if there is none. Audited if an admin does it.
    @PutMapping(
            path = "/v1/organisation/{org}/user/{user}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<User>> nameUser(
            @PathVariable String org,
            @PathVariable String user,
            @RequestBody Naming body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        String email = body.email() == null ? "" : body.email();
        UserRef named = entry.user(user);
        Put put = users.put(named, body.name(), email);
        if (caller.isAdmin()) {
            String action = put.created() ? "user.create" : "user.change";
            audit.record(caller.getName(), action, named.toString(), "");
        }
        return ResponseEntity.status(put.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Data<>(User.of(entry.viewer().view(put.presence()))));
    }

    record Naming(String name, @Nullable String email) {
        Naming {
            new FieldChecks()
                    .check(() -> DisplayName.require("name", name))
                    .check(() -> email == null ? "" : UserPresence.requireEmail(email))
                    .require();
        }
    }

    /// Remove a user.
    ///
    /// From all groups too; watchers are told.
    @DeleteMapping("/v1/organisation/{org}/user/{user}")
    ResponseEntity<Void> removeUser(
            @PathVariable String org, @PathVariable String user, OrgCaller caller) {
        UserRef removed = OrganisationAccess.of(caller, org).user(user);
        return switch (users.remove(removed)) {
            case DONE -> {
                audit.record(caller.getName(), "user.remove", removed.toString(), "");
                yield ResponseEntity.noContent().build();
            }
            case UNKNOWN -> throw OrganisationAccess.unknown("user");
        };
    }

    /// Choose a user's availability.
    ///
    /// The caller's own, or as a supervisor anybody's, which is audited.
    ///
    /// @return the presence
    @PatchMapping(
            path = "/v1/organisation/{org}/user/{user}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Data<Presence> chooseAvailability(
            @PathVariable String org,
            @PathVariable String user,
            @RequestBody Choice body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        UserRef whose = entry.seen(user);
        long profile = body.availabilityProfileId();
        long state = body.availabilityStateId();
        return switch (presence.choose(entry.viewer(), whose, profile, state)) {
            case Chosen.Done(UserPresence now) -> {
                if (!entry.viewer().isSelf(whose)) {
                    String chosen = "profile " + profile + ", state " + state;
                    audit.record(caller.getName(), "availability.assign", whose.toString(), chosen);
                }
                yield new Data<>(Presence.of(entry.viewer().view(now)));
            }
            case Chosen.Refused(var why) -> throw OrganisationAccess.refused(why);
            case Chosen.NoSuchProfile() ->
                    throw new InvalidValueException("availabilityProfileId", Reason.INVALID);
            case Chosen.NoSuchState() ->
                    throw new InvalidValueException("availabilityStateId", Reason.INVALID);
        };
    }

    record Choice(long availabilityProfileId, long availabilityStateId) {}

    /// Whether a call wants to choose for somebody else, with a role that may.
    static boolean isChosenForAnother(HttpServletRequest request) {
        OrgIdentity own =
                request.getUserPrincipal() instanceof OrgCaller caller ? caller.identity() : null;
        boolean self =
                own != null
                        && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                                instanceof Map<?, ?> path
                        && own.orgId().equals(path.get("org"))
                        && Long.toString(own.userId()).equals(path.get("user"));
        return Callers.isLeader(request) && !self;
    }
}
