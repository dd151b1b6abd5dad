package dev.switchboard.adapter.in.web.identity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param bcryptStrength the logarithm of bcrypt's rounds, 4 to 31
/// @param publicPaths path patterns that need no token, such as `/sim/**`
/// @param adminPaths path patterns beyond the hub's own that need the role ADMIN
/// @param oidc an issuer whose tokens are taken beside our own; null for none
@ConfigurationProperties("switchboard.identity")
record IdentityProperties(
        @DefaultValue("10") int bcryptStrength,
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<String> adminPaths,
        @Nullable Oidc oidc) {

    IdentityProperties {
        publicPaths = List.copyOf(publicPaths);
        adminPaths = List.copyOf(adminPaths);
    }

    /// @param issuerUri the issuer exactly as its tokens name it
    /// @param jwkSetUri where its keys are; null to ask its discovery document
    /// @param audience what its tokens for us name as audience
    /// @param rolesClaim the claim with our role names; dots lead into objects, as in
    ///   `realm_access.roles`
    record Oidc(
            String issuerUri,
            @Nullable String jwkSetUri,
            @DefaultValue("switchboard") String audience,
            @DefaultValue("roles") String rolesClaim) {

        Oidc {
            requireNonNull(issuerUri, "switchboard.identity.oidc.issuer-uri is missing");
        }
    }
}
