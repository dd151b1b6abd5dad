package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.SimulatorJson;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// The body of a callback, in the shape of the original's documentation or in the real one
/// (contract netomi 4.3).
final class CallbackBody {

    private static final String CONVERSATION_ID = "conversationId";
    private static final String REQUEST_ID = "requestId";
    private static final String LONE_INDEX = "9";

    private CallbackBody() {}

    /// @param index which part of the answer it is
    static String of(Question question, NetomiCallback how, int index, Instant now) {
        String text = how.chunks() == 1 ? question.answer() : question.answer() + " #" + index;
        return switch (how.shape()) {
            case SEED -> seed(question, text).toString();
            case REAL -> real(question, text, how.chunks() == 1, index, now).toString();
        };
    }

    private static ObjectNode seed(Question question, String text) {
        ObjectNode body = SimulatorJson.MAPPER.createObjectNode();
        body.putObject("requestPayload").put(CONVERSATION_ID, question.conversationId());
        body.putObject("response").put("text", text).putArray("attachments");
        return body.put(REQUEST_ID, question.requestId());
    }

    private static ObjectNode real(
            Question question, String text, boolean whole, int index, Instant now) {
        ObjectNode body = SimulatorJson.MAPPER.createObjectNode();
        body.put(REQUEST_ID, question.requestId())
                .put("timestamp", now.toEpochMilli())
                .put("ownerType", "BOT")
                .put("channel", "CHAT")
                .put("triggerType", "RESPONSE");
        body.set("requestPayload", echo(question));
        body.putObject("customFields")
                .put("CHUNK_INDEX", whole ? LONE_INDEX : Integer.toString(index))
                .put("CHUNK_STATUS", "SUCCESS");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("type", "ai.msg.domain.responses.core.Text");
        putText(attachment.putObject("attachment"), question, text, whole, now);
        return body;
    }

    private static ObjectNode echo(Question question) {
        ObjectNode echo = question.data().deepCopy();
        return echo.put(REQUEST_ID, question.requestId() + "_res");
    }

    private static void putText(
            ObjectNode attachment, Question question, String text, boolean whole, Instant now) {
        attachment
                .put("type", "TEXT")
                .put("id", question.requestId() + "-text")
                .put("text", text)
                .put("timestamp", now.toEpochMilli())
                .put("attachmentResponseType", "ANSWER_AI_RESPONSE");
        var properties = attachment.putArray("properties");
        if (whole) {
            properties.addObject().put("name", "AGGREGATED_CHUNKS_RESPONSE").put("value", "true");
        }
    }
}
