package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.adapter.out.upstreams.http.OutboundCall;
import dev.switchboard.adapter.out.upstreams.salesforce.OrgTokens.Permit;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceProperties.Org;
import dev.switchboard.application.port.out.upstream.AgentDesk.Customer;
import dev.switchboard.application.port.out.upstream.AgentDesk.Request;
import dev.switchboard.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Contacts, Cases and files by REST. Each method makes one call with the current token, and once
/// more with another one if that is refused.
final class SalesforceRecords {

    /// The greatest lag of their clock behind ours when we search for our own records.
    private static final long SKEW_SECONDS = 30;

    /// Error codes for contacts that are not caused by the customer's data.
    static final Set<String> SETUP_CODES =
            Set.of(
                    CallResult.UNKNOWN,
                    "HOST_BLOCKED",
                    "INVALID_SESSION_ID",
                    "INVALID_FIELD",
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "INVALID_TYPE",
                    "INVALID_CLIENT",
                    "INVALID_GRANT",
                    "INVALID_CROSS_REFERENCE_KEY",
                    "INSUFFICIENT_ACCESS",
                    "INSUFFICIENT_ACCESS_OR_READONLY",
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "JSON_PARSER_ERROR",
                    "API_DISABLED_FOR_ORG",
                    "NOT_FOUND");

    private final EgressClient client;
    private final EgressClient files;
    private final OrgTokens tokens;
    private final SalesforceProperties settings;
    private final Org org;
    private final String data;

    /// @param files a client for files, which take longer
    SalesforceRecords(
            EgressClient client,
            EgressClient files,
            OrgTokens tokens,
            SalesforceProperties settings) {
        this.client = client;
        this.files = files;
        this.tokens = tokens;
        this.settings = settings;
        this.org = settings.org();
        this.data = "/services/data/v" + settings.apiVersion() + ".0";
    }

    /// The searches for a customer, in order: field and value.
    Map<String, String> searches(Customer customer) {
        Map<String, String> searches = new LinkedHashMap<>();
        searches.put("Email", customer.email());
        String phone = customer.phoneNumber();
        if (phone != null && !phone.isEmpty()) {
            searches.put("MobilePhone", phone);
        }
        settings.searches()
                .forEach((field, attribute) -> {
                    String value = customer.attributes().get(attribute);
                    if (value != null && !value.isEmpty()) {
                        searches.put(field, value);
                    }
                });
        return searches;
    }

    /// Finds the most recently changed contact with a value in a field: the first of `records`, if
    /// there is one.
    CallResult contact(String field, String value) {
        String blocked = settings.blockedField() == null ? "" : "," + settings.blockedField();
        return query(
                "SELECT Id,Name"
                        + blocked
                        + " FROM Contact WHERE "
                        + field
                        + "="
                        + Soql.quoted(value)
                        + " ORDER BY LastModifiedDate DESC LIMIT 1");
    }

    boolean isBlocked(JsonNode contact) {
        String field = settings.blockedField();
        return field != null && contact.path(field).asBoolean(false);
    }

    /// Creates a contact, or a person account with one. [#idOfNew] returns its id.
    CallResult create(Customer customer) {
        String attribute = customer.attributes().get("AccountRecordTypeId");
        String recordType =
                attribute == null || attribute.isEmpty()
                        ? settings.accountRecordTypeId()
                        : attribute;
        return recordType == null ? createContact(customer) : createAccount(customer, recordType);
    }

    private CallResult createContact(Customer customer) {
        ObjectNode contact =
                CallResult.JSON
                        .createObjectNode()
                        .put("FirstName", customer.firstName())
                        .put("LastName", customer.name());
        putUnlessNull(contact, "MobilePhone", customer.phoneNumber());
        contact.put("Email", customer.email());
        putExtras(contact, settings.contactExtras(), customer);
        return call(client, "POST", data + "/sobjects/Contact", contact);
    }

    private CallResult createAccount(Customer customer, String recordType) {
        ObjectNode account =
                CallResult.JSON
                        .createObjectNode()
                        .put("FirstName", customer.firstName())
                        .put("LastName", customer.name())
                        .put("PersonEmail", customer.email());
        putUnlessNull(account, "PersonMobilePhone", customer.phoneNumber());
        putUnlessNull(account, "PersonBirthDate", settings.defaultBirthDate());
        account.put("RecordTypeId", recordType);
        putExtras(account, settings.accountExtras(), customer);
        ObjectNode all = composite();
        step(all, "POST", "/sobjects/Account", "account").set("body", account);
        var _ =
                step(
                        all,
                        "GET",
                        "/sobjects/Account/@{account.id}?fields=PersonContactId",
                        "contact");
        return compositeOutcome(call(client, "POST", data + "/composite", all));
    }

    /// The id of the created contact; empty if the answer has none.
    static String idOfNew(CallResult.Done created) {
        JsonNode steps = created.json().path("compositeResponse");
        JsonNode id =
                steps.isArray()
                        ? steps.path(steps.size() - 1).path("body").path("PersonContactId")
                        : created.json().path("id");
        return JsonText.text(id);
    }

    /// The operator's route may name an owner.
    CallResult createCase(String contactId, Request request) {
        Customer customer = request.customer();
        ObjectNode made =
                CallResult.JSON
                        .createObjectNode()
                        .put("ContactId", contactId)
                        .put("Description", request.details().description())
                        .put("Subject", request.details().subject());
        String origin = settings.caseOrigin().replace("{provider}", customer.provider());
        putUnlessNull(made, "Origin", origin);
        putUnlessNull(made, "Priority", settings.casePriority());
        putUnlessNull(made, "Status", settings.caseStatus());
        putUnlessNull(made, "RecordTypeId", settings.recordTypeId());
        putUnlessNull(made, "OwnerId", request.route().get("owner-id"));
        putExtras(made, settings.caseExtras(), customer);
        return call(client, "POST", data + "/sobjects/Case", made);
    }

    /// Finds the Cases that we may have created: `records`, the newest first.
    CallResult findCases(String contactId, String subject, Instant askedAt) {
        Instant from = askedAt.minusSeconds(SKEW_SECONDS).truncatedTo(ChronoUnit.SECONDS);
        return query(
                "SELECT Id,Status FROM Case WHERE ContactId="
                        + Soql.quoted(contactId)
                        + " AND Subject="
                        + Soql.quoted(subject)
                        + " AND CreatedDate>="
                        + from
                        + " ORDER BY CreatedDate DESC LIMIT 50");
    }

    /// Whether a Case that was found is one that was closed because its chat never opened.
    boolean isUndone(JsonNode foundCase) {
        return settings.compensation() == SalesforceProperties.Compensation.CLOSE
                && settings.caseClosedStatus().equals(foundCase.path("Status").asString(""));
    }

    /// Deletes or closes a Case, as configured.
    CallResult undoCase(String caseId) {
        String path = data + "/sobjects/Case/" + caseId;
        return switch (settings.compensation()) {
            case DELETE -> call(client, "DELETE", path, null);
            case CLOSE ->
                    call(
                            client,
                            "PATCH",
                            path,
                            CallResult.JSON
                                    .createObjectNode()
                                    .put("Status", settings.caseClosedStatus()));
        };
    }

    /// Finds the files of a Case and their descriptions: all of `records`.
    CallResult filesOf(String caseId) {
        return query(
                "SELECT ContentDocumentId,ContentDocument.Description FROM ContentDocumentLink"
                        + " WHERE LinkedEntityId="
                        + Soql.quoted(caseId));
    }

    /// Attaches a file to a Case.
    ///
    /// @param mark its description, which identifies it later
    CallResult putFile(String caseId, String name, String mark, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        ObjectNode version =
                CallResult.JSON
                        .createObjectNode()
                        .put("Title", name)
                        .put("Description", mark)
                        .put("ContentLocation", "S")
                        .put("PathOnClient", name)
                        .put("VersionData", Base64.getEncoder().encodeToString(copy));
        ObjectNode link =
                CallResult.JSON
                        .createObjectNode()
                        .put("ContentDocumentId", "@{document.records[0].ContentDocumentId}")
                        .put("LinkedEntityId", caseId)
                        .put("shareType", "V")
                        .put("visibility", "allUsers");
        ObjectNode all = composite();
        step(all, "POST", "/sobjects/ContentVersion", "version").set("body", version);
        String query = "SELECT ContentDocumentId FROM ContentVersion WHERE Id='@{version.id}'";
        var _ = step(all, "GET", "/query/?q=" + query.replace(" ", "+"), "document");
        step(all, "POST", "/sobjects/ContentDocumentLink", "link").set("body", link);
        return compositeOutcome(call(files, "POST", data + "/composite", all));
    }

    private static ObjectNode composite() {
        ObjectNode all = CallResult.JSON.createObjectNode().put("allOrNone", true);
        all.putArray("compositeRequest");
        return all;
    }

    private ObjectNode step(ObjectNode all, String method, String path, String name) {
        ArrayNode steps = (ArrayNode) all.path("compositeRequest");
        return steps.addObject()
                .put("method", method)
                .put("url", data + path)
                .put("referenceId", name);
    }

    /// A composite call returns 200 even if it failed; the failed step has the reason.
    private static CallResult compositeOutcome(CallResult outcome) {
        if (!(outcome instanceof CallResult.Done done)) {
            return outcome;
        }
        for (JsonNode step : done.json().path("compositeResponse")) {
            int status = step.path("httpStatusCode").asInt(0);
            String code = CallResult.codeOf(step.path("body"));
            if (status >= 400 && !code.equals("PROCESSING_HALTED")) {
                return new CallResult.Refused(status, code);
            }
        }
        return done;
    }

    private CallResult query(String soql) {
        return call(client, "GET", data + "/query/?q=" + Soql.encoded(soql), null);
    }

    private static void putUnlessNull(ObjectNode object, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object.put(field, value);
        }
    }

    private static void putExtras(
            ObjectNode object, Map<String, String> fields, Customer customer) {
        fields.forEach((field, attribute) ->
                putUnlessNull(object, field, customer.attributes().get(attribute)));
    }

    private CallResult call(
            EgressClient through, String method, String path, @Nullable JsonNode body) {
        return switch (tokens.other(null)) {
            case Permit.None(CallResult outcome) -> outcome;
            case Permit.Granted(Secret token) -> {
                CallResult first = call(through, method, path, body, token);
                yield first instanceof CallResult.Denied
                        ? again(through, method, path, body, token)
                        : first;
            }
        };
    }

    private CallResult again(
            EgressClient through,
            String method,
            String path,
            @Nullable JsonNode body,
            Secret refused) {
        return switch (tokens.other(refused)) {
            case Permit.None(CallResult outcome) -> outcome;
            case Permit.Granted(Secret token) -> {
                CallResult second = call(through, method, path, body, token);
                if (second instanceof CallResult.Denied) {
                    tokens.refuse(token);
                    yield new CallResult.Refused(401, "INVALID_SESSION_ID");
                }
                yield second;
            }
        };
    }

    private CallResult call(
            EgressClient through,
            String method,
            String path,
            @Nullable JsonNode body,
            Secret token) {
        byte[] bytes = body == null ? null : body.toString().getBytes(UTF_8);
        OutboundCall call = OutboundCall.of(method, org.record(path), bytes, "application/json");
        call.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
        if (path.endsWith("/sobjects/Case")) {
            call.addHeader("Sforce-Auto-Assign", "false");
        }
        CallResult outcome = CallResult.of(through.exchange(call));
        if (outcome instanceof CallResult.Done) {
            tokens.confirm();
        }
        return outcome;
    }
}
