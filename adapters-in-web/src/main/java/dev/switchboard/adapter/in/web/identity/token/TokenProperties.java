package dev.switchboard.adapter.in.web.identity.token;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param oidc an issuer whose tokens are accepted besides the hub's own; null for none
@ConfigurationProperties("switchboard.identity")
record TokenProperties(@Nullable Oidc oidc) {

    /// @param issuerUri the issuer exactly as in its tokens
    /// @param jwkSetUri the address of its keys; null to read it from its discovery document
    /// @param audience the audience of its tokens for this hub
    /// @param rolesClaim the claim with the hub's role names; dots lead into objects, as in
    ///   `realm_access.roles`
    /// @param clientClaim the claim that names the client of Yalo whose users a caller may act on,
    ///   and whose agent the caller is
    record Oidc(
            String issuerUri,
            @Nullable String jwkSetUri,
            @DefaultValue("switchboard") String audience,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("client") String clientClaim) {

        Oidc {
            requireNonNull(issuerUri, "switchboard.identity.oidc.issuer-uri is missing");
        }
    }
}
