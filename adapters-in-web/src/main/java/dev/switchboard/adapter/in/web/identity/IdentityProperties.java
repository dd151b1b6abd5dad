package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.domain.network.SourceNetworks;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param bcryptStrength the logarithm of bcrypt's rounds, 4 to 31
/// @param publicPaths path patterns that need no token, such as `/sim/**`
/// @param adminPaths path patterns beyond the hub's own that need the role ADMIN
/// @param adminNetworks the networks that admins' routes may be called from; empty allows all
@ConfigurationProperties("switchboard.identity")
record IdentityProperties(
        @DefaultValue("10") int bcryptStrength,
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<String> adminPaths,
        @DefaultValue List<String> adminNetworks) {

    IdentityProperties {
        publicPaths = List.copyOf(publicPaths);
        adminPaths = List.copyOf(adminPaths);
        adminNetworks = List.copyOf(adminNetworks);
        var _ = sources(adminNetworks);
    }

    SourceNetworks adminSources() {
        return sources(adminNetworks);
    }

    private static SourceNetworks sources(List<String> networks) {
        return SourceNetworks.of("switchboard.identity.admin-networks", networks);
    }
}
