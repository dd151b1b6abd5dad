package dev.switchboard.adapter.in.web.route;

import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.network.SourceNetworks;
import java.util.Set;

/// Who may use a route.
public sealed interface Access {

    /// Everybody; what the route asks of them is its own matter.
    ///
    /// @param from where they may call from
    /// @param limited whether wrong proofs are limited for each network
    record Open(SourceNetworks from, boolean limited) implements Access {}

    /// Everybody; but whoever presents a token must present a good one.
    record Guests() implements Access {}

    /// Everybody; a token of ours must be a good one, and others are the route's own matter.
    record Mixed() implements Access {}

    /// Callers with one of the roles.
    ///
    /// @param roles none for whoever has a good token: what is the caller's own needs no role
    /// @param leniencies what is allowed of them besides
    record Only(Set<Role> roles, Set<Leniency> leniencies) implements Access {
        public Only {
            roles = Set.copyOf(roles);
            leniencies = Set.copyOf(leniencies);
        }
    }

    /// What is allowed of callers with a role.
    enum Leniency {
        /// A token may come as the parameter `token`.
        QUERY_TOKEN,
        /// A key for some channels will do: the one that `{id}` names must be among them.
        OF_CHANNEL_IN_PATH,
        /// A key for some channels will do: whoever serves the route asks whether its channel is
        /// among them.
        OF_CHANNEL,
        /// A key for the users of a client will do: whoever serves the route goes by the caller's
        /// client.
        OF_CLIENT,
        /// While the store is away, it is enough that a caller's account was good when it could
        /// last be read.
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

    /// For callers who prove themselves by what they share with us.
    static Access webhook(SourceNetworks from) {
        return new Open(from, true);
    }

    static Access only(Role... roles) {
        return new Only(Set.of(roles), Set.of());
    }
}
