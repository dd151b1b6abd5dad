package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.identity.RouteTable.Finding.Listed;
import dev.switchboard.adapter.in.web.identity.RouteTable.Finding.OtherMethods;
import dev.switchboard.adapter.in.web.identity.RouteTable.Finding.Unlisted;
import dev.switchboard.adapter.in.web.identity.token.Caller;
import dev.switchboard.adapter.in.web.route.Access.Guests;
import dev.switchboard.adapter.in.web.route.Access.Mixed;
import dev.switchboard.adapter.in.web.route.Access.Only;
import dev.switchboard.adapter.in.web.route.Access.Open;
import dev.switchboard.domain.identity.Role;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/// Lets a request through if the route table does.
record RouteAuthorization(RouteTable routes)
        implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        boolean granted =
                switch (routes.find(context.getRequest())) {
                    case Listed(Open _), Listed(Guests _), Listed(Mixed _) -> true;
                    case Listed(Only(Set<Role> roles, _)) -> oneOf(roles, authentication.get());
                    case OtherMethods _, Unlisted _ -> false;
                };
        return new AuthorizationDecision(granted);
    }

    static boolean oneOf(Set<Role> roles, @Nullable Authentication authentication) {
        return authentication instanceof Caller caller
                && (roles.isEmpty() || !Collections.disjoint(roles, caller.roles()));
    }
}
