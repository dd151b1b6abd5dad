package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.CanonicalJson;
import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Command;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import org.jspecify.annotations.Nullable;

/// The body of `POST /webhook-response`; its answer keeps its original text.
record CallbackRequest(RawMembers members, JsonValue responseData) {

    private static final String SESSION_ID = "session_id";
    private static final String RESPONSE_DATA = "response_data";
    private static final int MAX_RESPONSE_BYTES = 256 * 1024;

    static CallbackRequest from(byte[] body) {
        RawMembers members = RawMembers.of(body);
        JsonValue responseData = members.value(RESPONSE_DATA);
        if (responseData == null
                || countsAsMissing(responseData)
                || countsAsMissing(members.value(SESSION_ID))) {
            throw new ProblemException(
                    Problem.invalidField("body", "Missing session_id or response_data"));
        }
        return new CallbackRequest(members, responseData);
    }

    Command toCommand(@Nullable String channelId, Proofs proofs) {
        return new Command(
                members.string(SESSION_ID),
                Limits.content(RESPONSE_DATA, members.compact(RESPONSE_DATA), MAX_RESPONSE_BYTES),
                CanonicalJson.sha256(responseData),
                channelId,
                proofs);
    }

    /// The values that are false in the original's language.
    private static boolean countsAsMissing(@Nullable JsonValue value) {
        return switch (value) {
            case null -> true;
            case JsonNull _ -> true;
            case JsonBoolean(boolean yes) -> !yes;
            case JsonNumber(var number) -> number.signum() == 0;
            case JsonString(String text) -> text.isEmpty();
            case JsonArray(var items) -> items.isEmpty();
            case JsonObject(var fields) -> fields.isEmpty();
        };
    }
}
