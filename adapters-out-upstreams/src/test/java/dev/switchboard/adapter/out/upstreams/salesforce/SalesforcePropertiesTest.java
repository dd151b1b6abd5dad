package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SalesforcePropertiesTest {

    private static final String PREFIX = "switchboard.salesforce.";
    private static final Map<String, String> WHOLE =
            Map.of(
                    PREFIX + "base-url", "https://shop.my.salesforce.com/",
                    PREFIX + "scrt-url", "https://shop.my.salesforce-scrt.com",
                    PREFIX + "client-id", "3MVG9",
                    PREFIX + "client-secret", "canary-secret",
                    PREFIX + "org-id", "00D000000000001EAA");

    private static SalesforceProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("switchboard.salesforce", SalesforceProperties.class);
    }

    private static SalesforceProperties wholeWith(String key, String value) {
        Map<String, String> changed = new HashMap<>(WHOLE);
        changed.put(PREFIX + key, value);
        return bind(changed);
    }

    @Test
    void areNoneByDefault() {
        SalesforceProperties none = bind(Map.of());

        assertThat(none.configured()).isFalse();
        assertThat(none.apiVersion()).isEqualTo(67);
        assertThat(none.language()).isEqualTo("es_MX");
        assertThat(none.routingAttributes()).isEqualTo("CaseId={caseId},ContactId={contactId}");
        assertThat(none.openingMessage()).isTrue();
        assertThat(none.connectTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(none.messagesPerMinute()).isEqualTo(22);
        assertThat(none.tokensPerMinute()).isEqualTo(200);
        assertThat(none.caseStatus()).isEqualTo("Nuevo");
        assertThat(none.caseOrigin()).isEqualTo("{provider}");
        assertThat(none.casePriority()).isEqualTo("Medium");
        assertThat(none.caseClosedStatus()).isEqualTo("Closed");
        assertThat(none.compensation()).isEqualTo(SalesforceProperties.Compensation.DELETE);
        assertThat(none.blockedField()).isNull();
        assertThatThrownBy(none::org).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void describeTheOrganisation() {
        SalesforceProperties whole = bind(WHOLE);

        assertThat(whole.configured()).isTrue();
        assertThat(whole.org().id()).isEqualTo("00D000000000001");
        assertThat(whole.org().base()).isEqualTo("https://shop.my.salesforce.com");
        assertThat(whole.org().login()).isEqualTo("https://shop.my.salesforce.com");
        assertThat(wholeWith("login-url", "https://login.salesforce.com").org().login())
                .isEqualTo("https://login.salesforce.com");
        assertThat(whole.toString()).doesNotContain("canary");
    }

    @Test
    void nameFieldsAndWhereTheirValuesComeFrom() {
        assertThat(wholeWith("case-fields", " CP_Order__c = order , Other=x").caseExtras())
                .containsExactly(Map.entry("CP_Order__c", "order"), Map.entry("Other", "x"));
        assertThat(wholeWith("case-fields", "CP_Order__c:order").caseExtras())
                .containsExactly(Map.entry("CP_Order__c", "order"));
        assertThat(wholeWith("blocked-field", "true").blockedField())
                .isEqualTo("CP_BlockedChatYalo__c");
        assertThat(wholeWith("blocked-field", "false").blockedField()).isNull();
        assertThat(wholeWith("contact-search-fields", "RFC__c=rfc").searches())
                .containsExactly(Map.entry("RFC__c", "rfc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base-url", "scrt-url", "client-id", "client-secret", "org-id"})
    void areGivenWholeOrNotAtAll(String key) {
        assertThatThrownBy(() -> wholeWith(key, " "))
                .rootCause()
                .hasMessage(PREFIX + key + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base-url|ftp://x|base-url must be",
                "login-url|nonsense|login-url must be",
                "scrt-url|https://x/?a=1|scrt-url must be",
                "org-id|00D1|org-id must be",
                "api-version|0|api-version must be",
                "connect-timeout|0s|connect-timeout must be",
                "connect-timeout|56s|connect-timeout must be positive, and 55s at most",
                "messages-per-minute|0|messages-per-minute must be",
                "tokens-per-minute|0|tokens-per-minute must be",
                "case-fields|a b=c|case-fields: a b is no field's name",
                "contact-fields|x'--=c|contact-fields: x'-- is no field's name",
                "account-fields|=c|account-fields must be",
                "contact-search-fields|1x=c|contact-search-fields: 1x is no field's name",
                "case-closed-status|''|case-closed-status is missing",
                "blocked-field|a.b|blocked-field is no field's name",
                "routing-attributes|CaseId|routing-attributes must be"
            })
    void areRefusedAtTheStartIfTheyCannotBeMeant(String key, String value, String complaint) {
        assertThatThrownBy(() -> wholeWith(key, value))
                .rootCause()
                .hasMessageStartingWith(PREFIX + complaint)
                .hasMessageNotContaining("canary");
    }
}
