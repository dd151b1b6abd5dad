package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.OrgIdentity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The claims with a caller's user in an organisation in foreign tokens: the n-th organisation
/// claim belongs to the n-th user claim, and the first pair that is present counts.
///
/// @param orgClaims the claims with the organisation
/// @param userClaims the claims with the user's number
@ConfigurationProperties("switchboard.cti")
record OrgClaimsProperties(
        @DefaultValue({OrgClaimsProperties.ORG, "https://natterbox.com/claim/orgId"})
                List<String> orgClaims,
        @DefaultValue({OrgClaimsProperties.USER, "https://natterbox.com/claim/userId"})
                List<String> userClaims) {

    static final String ORG = "natterboxOrgId";
    static final String USER = "natterboxUserId";

    /// The claims of the hub's own tokens, independent of the settings.
    static final OrgClaimsProperties OURS = new OrgClaimsProperties(List.of(ORG), List.of(USER));

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}");

    OrgClaimsProperties {
        orgClaims = List.copyOf(orgClaims);
        userClaims = List.copyOf(userClaims);
        if (orgClaims.size() != userClaims.size()) {
            throw new IllegalArgumentException(
                    "switchboard.cti.org-claims and switchboard.cti.user-claims must be pairs");
        }
    }

    /// Null also if the pair that counts is invalid.
    @Nullable OrgIdentity identityIn(Map<String, Object> claims) {
        for (int i = 0; i < orgClaims.size(); i++) {
            Object org = claims.get(orgClaims.get(i));
            Object user = claims.get(userClaims.get(i));
            if (org != null && user != null) {
                return identity(String.valueOf(org), String.valueOf(user));
            }
        }
        return null;
    }

    /// Returns the first organisation if no user claim is present: an unreadable user must not pass
    /// for none.
    @Nullable String orgWithoutUserIn(Map<String, Object> claims) {
        if (userClaims.stream().anyMatch(claims::containsKey)) {
            return null;
        }
        return orgClaims.stream()
                .map(claims::get)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .findFirst()
                .orElse(null);
    }

    /// Issuers write both as numbers or as strings.
    private static @Nullable OrgIdentity identity(String org, String user) {
        if (!NUMBER.matcher(user).matches()) {
            return null;
        }
        try {
            return new OrgIdentity(org, Long.parseLong(user));
        } catch (InvalidValueException _) {
            return null;
        }
    }
}
