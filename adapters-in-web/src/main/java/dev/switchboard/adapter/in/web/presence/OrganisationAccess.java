package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import org.jspecify.annotations.Nullable;

/// A caller who has proven to belong to the organisation in a path. The caller's token names the
/// organisation; or the caller administers or reports with an account of this hub that belongs to
/// no organisation and so to all, such as a back end for several, or the first admin. The telephone
/// system of one organisation need not be a user of it. A token of a foreign issuer must name the
/// organisation, because a missing claim may have been forgotten.
///
/// Callers learn nothing about other organisations, not even whether they exist.
record OrganisationAccess(OrgId org, Viewer viewer) {

    /// The greatest page size.
    private static final int MAX_LIMIT = 500;

    /// @throws ProblemException with 403 if the caller does not belong there
    static OrganisationAccess of(OrgCaller caller, String org) {
        String own = caller.org();
        boolean belongs = own == null ? servesAll(caller) : own.equals(org);
        if (!belongs) {
            throw forbidden();
        }
        OrgId id = new OrgId(org);
        OrgIdentity identity = caller.identity();
        long number = identity == null ? 0 : identity.userId();
        return new OrganisationAccess(id, Viewer.of(id, number, caller.roles()));
    }

    private static boolean servesAll(OrgCaller caller) {
        return caller.isLocal() && (caller.isAdmin() || caller.roles().contains(Role.SERVICE));
    }

    UserRef user(String number) {
        return new UserRef(org, number("userId", number));
    }

    /// Like [#user], for a caller who wants to see or choose for a user. A caller limited to
    /// themselves gets the same 403 for every other id, existing or not.
    UserRef seen(String number) {
        try {
            return user(number);
        } catch (InvalidValueException | ProblemException e) {
            throw viewer.agent() ? e : forbidden();
        }
    }

    GroupRef group(String number) {
        return new GroupRef(org, number("groupId", number));
    }

    /// Parses a number in a path. Any other spelling than the canonical one names nothing: two
    /// addresses of one user would be two in every cache and log.
    static long number(String field, String text) {
        long number = QueryText.number(field, text);
        if (!Long.toString(number).equals(text)) {
            throw unknown(field);
        }
        return number;
    }

    static int limit(@Nullable String text) {
        return QueryText.limit(text, MAX_LIMIT);
    }

    static ProblemException refused(Refusal why) {
        return switch (why) {
            case FOREIGN_ORG, DENIED -> forbidden();
            case UNKNOWN -> unknown("user or group");
        };
    }

    static ProblemException unknown(String what) {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown " + what);
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }

    private static ProblemException forbidden() {
        return new ProblemException(ProblemCode.FORBIDDEN, ProblemCode.FORBIDDEN.title());
    }
}
