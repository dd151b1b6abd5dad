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

/// Settings of Salesforce. Either complete (addresses, client and organisation) or absent. A
/// configured address may be called. Fields are written as `Field__c=attribute`, separated by
/// commas: a field of a record, and the attribute of the user that it is filled with.
///
/// @param baseUrl the address of the records
/// @param loginUrl the address for tokens; that of the records if absent
/// @param scrtUrl the address of the chat
/// @param clientId our client id
/// @param clientSecret our client secret
/// @param apiVersion the version of the records' API
/// @param orgId the organisation; cut to its first 15 characters
/// @param esDeveloperName the chat's deployment, for routes that name none
/// @param language the language of the chat
/// @param routingAttributes the chat's routing: `Name=value`, separated by commas; a value may be
///   one of `{caseId}`, `{contactId}`, `{sourceFlow}`, `{provider}`, `{ownerId}`, `{buttonId}`
/// @param openingMessage whether the user's greeting opens the conversation
/// @param connectTimeout the limit of opening a session in all
/// @param messagesPerMinute how many messages one conversation accepts
/// @param tokensPerMinute how many tokens for users are requested, and how many are renewed
/// @param caseStatus the status of a new Case; if empty, the organisation's default, as with origin
///   and priority
/// @param caseOrigin the origin of a new Case; `{provider}` stands for the platform
/// @param casePriority the priority of a new Case
/// @param caseClosedStatus the status for closing the Case of a chat that never opened
/// @param compensation what happens to the Case of a chat that never opened
/// @param recordTypeId the record type of Cases, if any
/// @param accountRecordTypeId the record type of customers, who are then person accounts
/// @param defaultBirthDate the birth date of person accounts, if they need one
/// @param caseFields further fields of a Case
/// @param contactFields further fields of a contact
/// @param accountFields further fields of a person account
/// @param contactSearchFields contact fields for finding a customer, after e-mail and phone
/// @param blockedField a contact field that is true for blocked customers
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

    /// The core gives up an opening after a minute.
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

    /// The previous integration had a boolean here, for a field with a fixed name.
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

    /// Whether the operator configured Salesforce.
    boolean configured() {
        return baseUrl != null;
    }

    /// The complete configuration.
    ///
    /// @throws IllegalStateException if there is none
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

    /// Addresses and credentials.
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

    /// Field names go into queries unquoted, so they are validated.
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
