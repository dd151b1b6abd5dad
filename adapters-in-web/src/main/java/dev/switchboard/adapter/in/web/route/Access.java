package dev.switchboard.adapter.in.web.route;

import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.network.SourceNetworks;
import java.util.Set;

/// The callers that may use a route.
public sealed interface Access {

    /// Everybody; the route itself may require a proof.
    ///
    /// @param from the networks that they may call from
    /// @param limited whether wrong proofs are limited for each network
    record Open(SourceNetworks from, boolean limited) implements Access {}

    /// Everybody; but a token, if presented, must be valid.
    record Guests() implements Access {}

    /// Everybody; a token of the hub must be valid, and the route itself handles foreign ones.
    record Mixed() implements Access {}

    /// Callers with one of the roles.
    ///
    /// @param roles empty for any caller with a valid token: access to the caller's own data needs
    ///   no role
    /// @param leniencies exceptions for them
    record Only(Set<Role> roles, Set<Leniency> leniencies) implements Access {
        public Only {
            roles = Set.copyOf(roles);
            leniencies = Set.copyOf(leniencies);
        }
    }

    /// An exception for callers with a role.
    enum Leniency {
        /// The token may be the query parameter `token`.
        QUERY_TOKEN,
        /// A key for some channels is enough if the channel in `{id}` is among them.
        OF_CHANNEL_IN_PATH,
        /// A key for some channels is enough: the route itself checks that its channel is among
        /// them.
        OF_CHANNEL,
        /// A key for the users of a client is enough: the route itself uses the caller's client.
        OF_CLIENT,
        /// While the store is away, it is enough that a caller's account was valid when the store
        /// could last be read.
        IN_OUTAGES
    }

    Access OPEN = open(SourceNetworks.EVERYWHERE);
    Access GUESTS = new Guests();
    Access MIXED = new Mixed();

    Access ADMINS = only(Role.ADMIN);
    Access ADMINS_IN_OUTAGES = new Only(Set.of(Role.ADMIN), Set.of(Leniency.IN_OUTAGES));
    Access AGENTS = only(Role.ADMIN, Role.AGENT);
    Access ADMINS_OF_CHANNEL = new Only(Set.of(Role.ADMIN), Set.of(Leniency.OF_CHANNEL_IN_PATH));
    Access BACK_ENDS_OF_CHANNEL =
            new Only(Set.of(Role.ADMIN, Role.SERVICE), Set.of(Leniency.OF_CHANNEL_IN_PATH));
    Access BACK_ENDS_OF_NAMED_CHANNEL =
            new Only(Set.of(Role.ADMIN, Role.SERVICE), Set.of(Leniency.OF_CHANNEL));
    Access ANY_CALLER = only();
    Access BACK_ENDS = only(Role.ADMIN, Role.SERVICE);

    static Access open(SourceNetworks from) {
        return new Open(from, false);
    }

    /// Admits callers that prove themselves with a shared secret.
    static Access webhook(SourceNetworks from) {
        return new Open(from, true);
    }

    static Access only(Role... roles) {
        return new Only(Set.of(roles), Set.of());
    }
}
