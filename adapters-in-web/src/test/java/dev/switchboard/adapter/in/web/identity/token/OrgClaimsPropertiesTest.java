package dev.switchboard.adapter.in.web.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.switchboard.domain.identity.OrgIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgClaimsPropertiesTest {

    private final OrgClaimsProperties settings =
            new OrgClaimsProperties(List.of("a", "https://b/org"), List.of("u", "https://b/user"));

    @Test
    void takesTheFirstPairThatIsThere() {
        Map<String, Object> second = Map.of("https://b/org", "two", "https://b/user", 2L);
        Map<String, Object> both = Map.of("a", "one", "u", 1L, "https://b/org", "two", "v", "2");
        Map<String, Object> half =
                Map.of("a", "one", "https://b/org", "two", "https://b/user", "2");

        assertThat(settings.identityIn(second)).isEqualTo(new OrgIdentity("two", 2));
        assertThat(settings.identityIn(both)).isEqualTo(new OrgIdentity("one", 1));
        assertThat(settings.identityIn(half)).isEqualTo(new OrgIdentity("two", 2));
        assertThat(settings.identityIn(Map.of())).isNull();
    }

    @Test
    void readsTheOrganisationOfWhoNamesNoUser() {
        assertThat(settings.orgWithoutUserIn(Map.of("a", 12345))).isEqualTo("12345");
        assertThat(settings.orgWithoutUserIn(Map.of("https://b/org", "two"))).isEqualTo("two");
        assertThat(settings.orgWithoutUserIn(Map.of("a", "one", "u", "x"))).isNull();
        assertThat(settings.orgWithoutUserIn(Map.of("a", "one", "https://b/user", 1))).isNull();
        assertThat(settings.orgWithoutUserIn(Map.of())).isNull();
    }

    @Test
    void takesNumbersAndTexts() {
        assertThat(settings.identityIn(Map.of("a", 12345, "u", "67890")))
                .isEqualTo(new OrgIdentity("12345", 67890));
        assertThat(settings.identityIn(Map.of("a", "12345", "u", 67890L)))
                .isEqualTo(new OrgIdentity("12345", 67890));
    }

    @ParameterizedTest
    @CsvSource({"a/b, 1", "'', 1", "a, 0", "a, -1", "a, 1.5", "a, x", "a, 9007199254740992"})
    void knowsNobodyByImpossibleClaims(String org, String user) {
        assertThat(settings.identityIn(Map.of("a", org, "u", user))).isNull();
    }

    @Test
    void refusesListsThatAreNoPairs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrgClaimsProperties(List.of("a"), List.of()));
    }
}
