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

/// A caller who has proved to belong into the organisation that a path names. That is whose token
/// says so; or who administers or reports here by an account of this hub that belongs to none, and
/// so to all: a back end that serves several, the first admin. A telephone system of one
/// organisation need not be a user of it. A token of a foreign issuer has to say it, for what is
/// missing there may have been forgotten.
///
/// Nobody learns what is in other organisations, not even whether they exist.
record OrganisationAccess(OrgId org, Viewer viewer) {

    /// How many items a page has at most.
    private static final int MAX_LIMIT = 500;

    /// @throws ProblemException with 403 if they do not belong there
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
        return caller.isLocal()
                && (caller.roles().contains(Role.ADMIN) || caller.roles().contains(Role.SERVICE));
    }

    UserRef user(String number) {
        return new UserRef(org, number("userId", number));
    }

    /// As [#user], for whoever wants to see or to choose for one: who may that for themselves only
    /// hears the same of everybody else, possible or not.
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

    /// The number of a path. Written in any other way than we write it, it names nothing: two
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
