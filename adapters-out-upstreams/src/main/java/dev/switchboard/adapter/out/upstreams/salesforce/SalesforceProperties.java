package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.Configured;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How Salesforce is reached, and what its records look like. Given whole or not at all: the three
/// addresses, the client and the organisation. Naming an address here is permission enough to call
/// it. Fields are written `Field__c=attribute`, separated by commas: a field of a record, and the
/// attribute of the user whose value it gets.
///
/// @param baseUrl of the records
/// @param loginUrl where our token comes from; that of the records if absent
/// @param scrtUrl of the chat
/// @param clientId who we are
/// @param clientSecret how we prove it
/// @param apiVersion of the records' API
/// @param orgId the organisation; what is behind its first 15 characters is cut off
/// @param esDeveloperName the chat's deployment, where a route names none
/// @param language of the chat
/// @param routingAttributes what the chat is routed by: `Name=value`, separated by commas; a value
///   may be one of `{caseId}`, `{contactId}`, `{sourceFlow}`, `{provider}`, `{ownerId}`,
///   `{buttonId}`
/// @param openingMessage whether the user's greeting opens the conversation
/// @param connectTimeout how long opening may take in all
/// @param messagesPerMinute how many messages one conversation takes
/// @param tokensPerMinute how many users' tokens are asked for, and how many are renewed
/// @param caseStatus of a new Case; as with origin and priority, the organisation's own default if
///   empty
/// @param caseOrigin of a new Case; `{provider}` stands for the platform
/// @param casePriority of a new Case
/// @param caseClosedStatus of the Case of a chat that never was, if it is closed
/// @param compensation what becomes of the Case of a chat that never was
/// @param recordTypeId of Cases, if any
/// @param accountRecordTypeId of customers, who are then person accounts
/// @param defaultBirthDate of person accounts, if they need one
/// @param caseFields more fields of a Case
/// @param contactFields more fields of a contact
/// @param accountFields more fields of a person account
/// @param contactSearchFields fields of contacts that a customer is looked for by, after e-mail and
///   phone
/// @param blockedField a field of contacts that is true for those who are kept out
@ConfigurationProperties("switchboard.salesforce")
record SalesforceProperties(
        @Nullable String baseUrl,
        @Nullable String loginUrl,
        @Nullable String scrtUrl,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @DefaultValue("67") int apiVersion,
        @Nullable String orgId,
        @Nullable String esDeveloperName,
        @DefaultValue("es_MX") String language,
        @DefaultValue("CaseId={caseId},ContactId={contactId}") String routingAttributes,
        @DefaultValue("true") boolean openingMessage,
        @DefaultValue("25s") Duration connectTimeout,
        @DefaultValue("22") int messagesPerMinute,
        @DefaultValue("200") int tokensPerMinute,
        @DefaultValue("Nuevo") String caseStatus,
        @DefaultValue("{provider}") String caseOrigin,
        @DefaultValue("Medium") String casePriority,
        @DefaultValue("Closed") String caseClosedStatus,
        @DefaultValue("delete") Compensation compensation,
        @Nullable String recordTypeId,
        @Nullable String accountRecordTypeId,
        @Nullable String defaultBirthDate,
        @DefaultValue("") String caseFields,
        @DefaultValue("") String contactFields,
        @DefaultValue("") String accountFields,
        @DefaultValue("") String contactSearchFields,
        @Nullable String blockedField) {

    private static final String PREFIX = "switchboard.salesforce.";
    private static final int ORG_ID_LENGTH = 15;

    /// A chat that is being opened for a minute is given up.
    private static final Duration LONGEST = Duration.ofSeconds(55);

    private static final Pattern ORG_ID = Pattern.compile("00D[A-Za-z0-9]{12}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z]\\w{0,79}");

    enum Compensation {
        DELETE,
        CLOSE
    }

    SalesforceProperties {
        baseUrl = address("base-url", baseUrl);
        loginUrl = address("login-url", loginUrl);
        scrtUrl = address("scrt-url", scrtUrl);
        clientId = Configured.text(clientId);
        clientSecret =
                clientSecret == null || clientSecret.reveal().isBlank() ? null : clientSecret;
        orgId = cut(Configured.text(orgId));
        esDeveloperName = Configured.text(esDeveloperName);
        recordTypeId = Configured.text(recordTypeId);
        accountRecordTypeId = Configured.text(accountRecordTypeId);
        defaultBirthDate = Configured.text(defaultBirthDate);
        blockedField = field(Configured.text(blockedField));
        require(
                orgId == null || ORG_ID.matcher(orgId).matches(),
                "org-id must be an organisation's id, 00D and 12 or 15 characters");
        require(apiVersion > 0, "api-version must be positive");
        require(
                connectTimeout.isPositive() && connectTimeout.compareTo(LONGEST) <= 0,
                "connect-timeout must be positive, and 55s at most");
        require(messagesPerMinute > 0, "messages-per-minute must be positive");
        require(tokensPerMinute > 0, "tokens-per-minute must be positive");
        require(blockedField == null || isField(blockedField), "blocked-field is no field's name");
        require(!caseClosedStatus.isBlank(), "case-closed-status is missing");
        fields("case-fields", caseFields);
        fields("contact-fields", contactFields);
        fields("account-fields", accountFields);
        fields("contact-search-fields", contactSearchFields);
        pairs("routing-attributes", routingAttributes);
        requireWhole(baseUrl, scrtUrl, clientId, clientSecret, orgId);
    }

    /// Operators of the integration before us say whether there is the field, which has one name.
    private static @Nullable String field(@Nullable String blocked) {
        return switch (blocked) {
            case "true" -> "CP_BlockedChatYalo__c";
            case "false" -> null;
            case null, default -> blocked;
        };
    }

    private static @Nullable String cut(@Nullable String id) {
        return id == null || id.length() <= ORG_ID_LENGTH ? id : id.substring(0, ORG_ID_LENGTH);
    }

    private static @Nullable String address(String key, @Nullable String given) {
        String url = Configured.text(given);
        require(
                url == null || Configured.isBaseAddress(url),
                key + " must be a complete http or https URL without a query");
        return url == null || !url.endsWith("/") ? url : url.substring(0, url.length() - 1);
    }

    private static void requireWhole(
            @Nullable String baseUrl,
            @Nullable String scrtUrl,
            @Nullable String clientId,
            @Nullable Secret clientSecret,
            @Nullable String orgId) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("base-url", baseUrl != null);
        given.put("scrt-url", scrtUrl != null);
        given.put("client-id", clientId != null);
        given.put("client-secret", clientSecret != null);
        given.put("org-id", orgId != null);
        if (given.containsValue(true)) {
            given.forEach((key, is) -> require(is, key + " is missing"));
        }
    }

    /// Whether the operator said where Salesforce is and who we are there.
    boolean configured() {
        return baseUrl != null;
    }

    /// The whole of what is configured.
    ///
    /// @throws IllegalStateException if nothing is
    Org org() {
        if (baseUrl == null
                || scrtUrl == null
                || clientId == null
                || clientSecret == null
                || orgId == null) {
            throw new IllegalStateException("Salesforce is not configured");
        }
        return new Org(
                baseUrl,
                loginUrl == null ? baseUrl : loginUrl,
                scrtUrl,
                clientId,
                clientSecret,
                orgId);
    }

    /// Where everything is, and who we are.
    record Org(
            String base,
            String login,
            String scrt,
            String clientId,
            Secret clientSecret,
            String id) {

        EndpointUrl login(String path) {
            return EndpointUrl.parse(login + path);
        }

        EndpointUrl record(String path) {
            return EndpointUrl.parse(base + path);
        }

        EndpointUrl chat(String path) {
            return EndpointUrl.parse(scrt + path);
        }
    }

    Map<String, String> caseExtras() {
        return fields("case-fields", caseFields);
    }

    Map<String, String> contactExtras() {
        return fields("contact-fields", contactFields);
    }

    Map<String, String> accountExtras() {
        return fields("account-fields", accountFields);
    }

    Map<String, String> searches() {
        return fields("contact-search-fields", contactSearchFields);
    }

    Map<String, String> routing() {
        return pairs("routing-attributes", routingAttributes);
    }

    /// Names of fields go into queries as they are, so they must be nothing else.
    private static Map<String, String> fields(String key, String text) {
        Map<String, String> fields = pairs(key, text.replace(':', '='));
        for (String field : fields.keySet()) {
            require(isField(field), key + ": " + field + " is no field's name");
        }
        return fields;
    }

    private static boolean isField(String name) {
        return FIELD.matcher(name).matches();
    }

    private static Map<String, String> pairs(String key, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            require(pair.isBlank() || equals > 0, key + " must be Name=value, separated by commas");
            if (equals > 0) {
                pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + complaint);
        }
    }
}
