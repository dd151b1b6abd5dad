package dev.switchboard.tools.practice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Salesforce, as far as practised chats go: records that are always there, and for each user a
/// stream that tells what is said, the user's own words too.
final class Salesforce {

    static final String STREAM = "/eventrouter/v1/sse";
    static final String API = "/iamessage/api/v2";
    static final Pattern CONVERSATION = Pattern.compile("\"conversationId\":\"([^\"]*)\"");
    static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    /// Counts down with each text of a user.
    final CountDownLatch heard;

    final AtomicInteger made = new AtomicInteger();
    final Map<String, Chat> byToken = new ConcurrentHashMap<>();

    /// By the id of the conversation.
    final Map<String, Chat> chats = new ConcurrentHashMap<>();

    Salesforce(int toHear) {
        heard = new CountDownLatch(toHear);
    }

    /// @return the answer, a JSON text
    String answer(String path, @Nullable String authorization, String body) {
        if (path.startsWith(API)) {
            return talk(
                    path.substring(API.length()),
                    authorization == null ? null : byToken.get(authorization),
                    body);
        } else if (path.startsWith("/services/oauth2")) {
            return "{\"access_token\":\"practice\",\"token_type\":\"Bearer\"}";
        } else if (path.contains("/query")) {
            return "{\"totalSize\":1,\"done\":true,\"records\":[{\"Id\":\"003000000000001\",\"Name\":\"Ann\"}]}";
        }
        return "{\"id\":\"500000000000001\",\"success\":true,\"errors\":[]}";
    }

    String talk(String path, @Nullable Chat chat, String body) {
        if (path.startsWith("/authorization")) {
            return token(chat == null ? new Chat() : chat);
        }
        Objects.requireNonNull(chat, "the token of a chat");
        if (path.equals("/conversation")) {
            chat.conversation = first(CONVERSATION, body);
            chats.put(chat.conversation, chat);
        } else if (path.endsWith("/message")) {
            chat.tellMessage("EndUser", first(ID, body), "A question");
            heard.countDown();
        } else if (path.endsWith("/entries")) {
            return chat.entries();
        }
        return "{}";
    }

    String token(Chat chat) {
        long until = Instant.now().getEpochSecond() + 36_000;
        String claims = "{\"sub\":%d,\"exp\":%d}".formatted(made.incrementAndGet(), until);
        String token =
                "e30.%s.practice"
                        .formatted(
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(claims.getBytes(UTF_8)));
        byToken.put("Bearer " + token, chat);
        return "{\"accessToken\":\"%s\",\"lastEventId\":\"0\"}".formatted(token);
    }

    void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        Chat chat = byToken.get(exchange.getRequestHeaders().getFirst("Authorization"));
        Objects.requireNonNull(chat, "the token of a chat").listen(exchange);
    }

    static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("There is no " + pattern);
        }
        return matcher.group(1);
    }

    final class Chat {

        final List<String> entries = new ArrayList<>();
        volatile String conversation = "";
        @Nullable HttpExchange stream;

        synchronized void listen(HttpExchange another) throws IOException {
            cut();
            stream = another;
            another.getResponseBody().flush();
        }

        /// Ends the stream; the hub makes another one.
        synchronized void cut() {
            if (stream != null) {
                stream.close();
            }
            stream = null;
        }

        synchronized String entries() {
            return "{\"conversationEntries\":[%s]}".formatted(String.join(",", entries));
        }

        /// An agent comes in.
        void join() {
            tell(
                    "CONVERSATION_PARTICIPANT_CHANGED",
                    "ParticipantChanged",
                    "System",
                    "{\"entries\":[{\"operation\":\"add\",\"displayName\":\"Ana\",\"participant\":{\"role\":\"Agent\"}}]}");
        }

        /// The agent says something.
        void say(String text) {
            tellMessage("Agent", "agent-" + made.incrementAndGet(), text);
        }

        void tellMessage(String role, String id, String text) {
            tell(
                    "CONVERSATION_MESSAGE",
                    "Message",
                    role,
                    "{\"abstractMessage\":{\"messageType\":\"StaticContentMessage\",\"id\":\"%s\",\"staticContent\":{\"formatType\":\"Text\",\"text\":\"%s\"}}}"
                            .formatted(id, text));
        }

        synchronized void tell(String event, String type, String role, String payload) {
            int number = entries.size() + 1;
            String entry =
                    "{\"identifier\":\"%s/%d\",\"entryType\":\"%s\",\"entryPayload\":\"%s\",\"sender\":{\"role\":\"%s\"},\"senderDisplayName\":\"Ana\",\"transcriptedTimestamp\":%d}"
                            .formatted(
                                    conversation,
                                    number,
                                    type,
                                    payload.replace("\"", "\\\""),
                                    role,
                                    Instant.now().toEpochMilli());
            entries.add(entry);
            if (stream != null) {
                try {
                    OutputStream line = stream.getResponseBody();
                    line.write(
                            "id: %d\nevent: %s\ndata: {\"conversationId\":\"%s\",\"conversationEntry\":%s}\n\n"
                                    .formatted(number, event, conversation, entry)
                                    .getBytes(UTF_8));
                    line.flush();
                } catch (IOException _) {
                    cut(); // what it misses is among the entries
                }
            }
        }
    }
}
