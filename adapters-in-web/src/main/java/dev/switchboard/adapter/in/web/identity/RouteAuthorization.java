package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch.Listed;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch.OtherMethods;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch.Unlisted;
import dev.switchboard.adapter.in.web.identity.token.Caller;
import dev.switchboard.adapter.in.web.route.Access.Guests;
import dev.switchboard.adapter.in.web.route.Access.Mixed;
import dev.switchboard.adapter.in.web.route.Access.Only;
import dev.switchboard.adapter.in.web.route.Access.Open;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/// Authorizes a request by the route table.
record RouteAuthorization(RouteTable routes)
        implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        boolean granted =
                switch (routes.find(context.getRequest())) {
                    case Listed(Open _) -> true;
                    case Listed(Guests _), Listed(Mixed _) -> isUnconfined(authentication.get());
                    case Listed(Only(Set<Role> roles, _)) ->
                            oneOf(roles, authentication.get())
                                    && isWithin(authentication.get(), context.getRequest());
                    case OtherMethods _, Unlisted _ -> false;
                };
        return new AuthorizationDecision(granted);
    }

    /// Guests have no token; a restricted key is no guest's.
    static boolean isUnconfined(@Nullable Authentication authentication) {
        return !(authentication instanceof Caller caller)
                || caller.scope().equals(KeyScope.everything());
    }

    private boolean isWithin(@Nullable Authentication authentication, HttpServletRequest request) {
        return authentication instanceof Caller caller && routes.isWithin(caller.scope(), request);
    }

    static boolean oneOf(Set<Role> roles, @Nullable Authentication authentication) {
        return authentication instanceof Caller caller
                && (roles.isEmpty() || !Collections.disjoint(roles, caller.roles()));
    }
}
